/**
 * JSON values as plain Java: {@code Map} (in order), {@code List}, {@code String}, {@code Number},
 * {@code Boolean} and null. Values are never changed once they are in the engine, so they are
 * shared instead of copied.
 */
package io.servergroup.simulator.states.json;
