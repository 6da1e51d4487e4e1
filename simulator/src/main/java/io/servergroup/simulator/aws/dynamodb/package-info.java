/**
 * Simulated DynamoDB: tables, conditional writes and a small evaluator of DynamoDB's own expression
 * language, as far as a lock and its progress record need it.
 */
package io.servergroup.simulator.aws.dynamodb;
