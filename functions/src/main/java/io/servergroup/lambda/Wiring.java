package io.servergroup.lambda;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.Pause;
import java.time.InstantSource;

/**
 * Everything a handler needs from outside: the real things in Lambda, simulated ones in a
 * rehearsal. Only what makes a wiring touches clock, environment and network.
 */
public record Wiring(
    AwsClients clients,
    InstantSource clock,
    Pause pause,
    Settings settings,
    DecisionLog log,
    MetricLog metrics) {}
