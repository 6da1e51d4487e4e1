/**
 * What every simulated service that holds state is built from: account, timings, tables, catalogs.
 */
package io.servergroup.simulator.aws.world;
