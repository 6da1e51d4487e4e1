package io.servergroup.cli.view;

import io.servergroup.cost.Assumptions;
import io.servergroup.cost.Usage;
import io.servergroup.rollout.Forecast;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Survey;
import java.time.Instant;

/**
 * A rollout that has not begun: what was asked for, what was found, what is foreseen.
 *
 * @param usage of AWS, foreseen
 * @param assumptions that rests on
 */
public record Outline(
    RolloutInput input,
    Survey survey,
    BatchEstimate batch,
    Forecast forecast,
    Usage usage,
    Assumptions assumptions) {
  Instant readAt() {
    return survey.situation().health().group().readAt();
  }

  int toReplace() {
    return forecast.batches().stream().mapToInt(each -> each.servers().size()).sum();
  }

  int batchSize() {
    return input.batchSize().servers(forecast.size());
  }
}
