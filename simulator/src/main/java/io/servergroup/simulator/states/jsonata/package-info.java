/**
 * JSONata as Step Functions runs it: version 2.0.6 without {@code $eval}, with {@code $partition},
 * {@code $range}, {@code $hash}, {@code $random(seed)}, {@code $uuid} and {@code $parse}, on
 * virtual time and seeded randomness, with the error messages AWS writes.
 *
 * <p>An {@link io.servergroup.simulator.states.jsonata.Evaluator} belongs to one run: the library's
 * compiled expressions hold state and must not be shared between threads. The definitions, which
 * are shared, hold source texts only.
 */
package io.servergroup.simulator.states.jsonata;
