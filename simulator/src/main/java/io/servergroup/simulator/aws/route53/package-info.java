/** Simulated Route 53: hosted zones, their record sets and transactional changes to them. */
package io.servergroup.simulator.aws.route53;
