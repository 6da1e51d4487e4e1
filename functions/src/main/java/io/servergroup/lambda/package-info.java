/** One small handler per function: parse, snapshot, decide, apply, answer. */
package io.servergroup.lambda;
