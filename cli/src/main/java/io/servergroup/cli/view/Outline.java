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

  /**
   * How many servers share what it costs: those replaced, unless it is given up, when nobody knows
   * what one costs.
   */
  int sharing() {
    return forecast.stops().isPresent() ? 0 : forecast.replaced();
  }

  int batchSize() {
    return input.batchSize().servers(forecast.size());
  }
}
