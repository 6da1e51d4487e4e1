package io.servergroup.lambda;

import io.servergroup.health.Depth;
import io.servergroup.lambda.RolloutReader.Look;
import io.servergroup.rollout.ChosenServer;
import io.servergroup.rollout.LookRules;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.TerminationCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The looks before the terminations of a batch: one at the whole group, which is good for a few
 * seconds, and within them one at the Auto Scaling group of each further server.
 */
final class BatchLooks {
  /**
   * For how long a look at the whole group is good for further servers, from before it began. Half
   * of what one at the lock is, so that whatever a server takes has the other half.
   */
  static final Duration GOOD = Fence.TRUSTED.dividedBy(2);

  private final RolloutReader reader;
  private final InstantSource clock;
  private final RolloutPlan plan;
  private final Instant chosenAt;
  private Optional<Look> last = Optional.empty();

  /**
   * @param chosenAt when the batch was chosen
   */
  BatchLooks(RolloutReader reader, InstantSource clock, RolloutPlan plan, Instant chosenAt) {
    this.reader = reader;
    this.clock = clock;
    this.plan = plan;
    this.chosenAt = chosenAt;
  }

  /**
   * A look from just before this server may be terminated; an older one, when it tells that nothing
   * is left to do. So whoever goes over a batch again comes soon to where it was.
   */
  Look before(ChosenServer server) {
    Optional<Look> over =
        last.filter(look -> TerminationCheck.isOver(plan, server, look.situation()));
    return over.orElseGet(() -> fresh(server));
  }

  private Look fresh(ChosenServer server) {
    Optional<Look> again =
        last.filter(this::isGood).map(look -> reader.again(plan, look, server.group()));
    // Reading the one group may have taken too long.
    return remembered(again.filter(this::isGood).orElseGet(this::anew));
  }

  /** A look at everything, when the one before did not read all of it. */
  Look closer(Look look) {
    return look.depth() == Depth.WHOLE ? look : remembered(reader.beforeChange(plan, Depth.WHOLE));
  }

  private Look anew() {
    return reader.beforeChange(
        plan, LookRules.beforeTermination(Duration.between(chosenAt, clock.instant())));
  }

  /** A load balancer that did not answer is asked again for the next server. */
  private boolean isGood(Look look) {
    return look.situation().health().unreadable().isEmpty()
        && Duration.between(look.beganAt(), clock.instant()).compareTo(GOOD) < 0;
  }

  private Look remembered(Look look) {
    last = Optional.of(look);
    return look;
  }
}
