/**
 * Reports as one HTML file each, which needs nothing but a browser: no script, no network. The same
 * story gives the same bytes.
 */
package io.servergroup.cli.html;
