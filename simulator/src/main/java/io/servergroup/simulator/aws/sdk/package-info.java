/**
 * A bridge between JSON values (maps, lists, strings, numbers, booleans, null) and the model
 * objects of any SDK client, driven by the SDK's own field descriptions: converting and calling are
 * separate, and no operation is known by name.
 */
package io.servergroup.simulator.aws.sdk;
