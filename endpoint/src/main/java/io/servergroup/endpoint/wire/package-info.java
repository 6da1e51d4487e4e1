/**
 * The server side of the wire protocols of AWS (query, EC2 query, REST in XML, JSON), driven by the
 * SDK's own descriptions of members: no operation's message is known by name. Knows no HTTP server
 * and no simulator.
 */
package io.servergroup.endpoint.wire;
