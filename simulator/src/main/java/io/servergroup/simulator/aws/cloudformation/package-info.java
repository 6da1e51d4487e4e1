/** What of CloudFormation the control plane meets: the receiver of answers, the stack's status. */
package io.servergroup.simulator.aws.cloudformation;
