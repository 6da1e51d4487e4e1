/**
 * Simulated load balancers, classic and target groups, over one model of health that develops with
 * virtual time and costs events only when something changes.
 */
package io.servergroup.simulator.aws.elb;
