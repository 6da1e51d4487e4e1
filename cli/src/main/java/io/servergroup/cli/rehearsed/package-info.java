/** Tells the stories of rehearsed rollouts, from what an observer sees of them. */
package io.servergroup.cli.rehearsed;
