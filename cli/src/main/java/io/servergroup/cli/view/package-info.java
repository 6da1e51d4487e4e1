/** What people and programs read, as pure functions of what a rehearsal tells. */
package io.servergroup.cli.view;
