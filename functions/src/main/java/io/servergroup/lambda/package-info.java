/** What Lambda calls: one small handler per function, and what handlers share. */
package io.servergroup.lambda;
