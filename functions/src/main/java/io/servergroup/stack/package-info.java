/**
 * What CloudFormation asks of the custom resources and what it is answered: requests, their
 * properties, decisions with reasons. Pure: no SDK, no Lambda, no clock, no environment.
 */
package io.servergroup.stack;
