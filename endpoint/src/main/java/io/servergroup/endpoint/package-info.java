/** A simulated cluster that lives on while it is asked over HTTP. */
package io.servergroup.endpoint;
