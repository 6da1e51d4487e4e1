/**
 * What a role's policies allow, decided as IAM decides it, and what AWS checks when a function
 * makes a call.
 */
package io.servergroup.simulator.iam;
