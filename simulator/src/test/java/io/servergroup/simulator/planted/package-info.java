/**
 * Tests of the tests: bugs that are planted in the production code, each of which the hostile runs
 * of {@link io.servergroup.simulator.sweep} have to catch within so many seeds.
 */
package io.servergroup.simulator.planted;
