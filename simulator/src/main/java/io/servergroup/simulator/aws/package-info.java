/** Simulated AWS services behind the SDK's client interfaces, and the seams between them. */
package io.servergroup.simulator.aws;
