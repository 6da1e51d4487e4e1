/**
 * Gateways: SDK clients to snapshot records, decided actions to SDK calls, AWS errors to the
 * reaction they need. They decide nothing.
 */
package io.servergroup.aws;
