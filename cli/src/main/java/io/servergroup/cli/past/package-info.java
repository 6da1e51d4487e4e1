/**
 * Tells the stories of rollouts of an account, from what AWS remembers of them: histories of
 * executions, scaling activities, and how the servers are now. Reading is apart from telling.
 */
package io.servergroup.cli.past;
