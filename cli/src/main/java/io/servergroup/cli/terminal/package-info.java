/** What touches the terminal, the real clock and the process. */
package io.servergroup.cli.terminal;
