/**
 * Simulated EventBridge: one default bus whose rules match with AWS's own Event Ruler, and whose
 * deliveries may be lost, doubled, late or out of order.
 */
package io.servergroup.simulator.aws.events;
