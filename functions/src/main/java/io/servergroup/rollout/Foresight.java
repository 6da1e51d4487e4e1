package io.servergroup.rollout;

import io.servergroup.rollout.Forecast.Batch;
import io.servergroup.rollout.Forecast.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays a rollout forward: the very decisions of {@link BatchPlanner}, on an imagined group. */
final class Foresight {
  /** Stands for the ARN of an execution that does not exist yet. */
  private static final String EXECUTION = "forecast";

  private final RolloutPlan plan;
  private final BatchTime batchTime;
  private final boolean numbered;
  private final Instant start;
  private final Outlook outlook;
  private final EqualServers equal;
  private final List<Batch> batches = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private Instant now;
  private Course course = Course.START;
  private Course.Since since = new Course.Since.Nothing();
  private int looks;
  private int waits;
  private Instant toldAt;
  private int told;
  private int handOvers;
  private int lowest;

  Foresight(RolloutPlan plan, Situation situation, BatchTime batchTime) {
    this.plan = plan;
    this.batchTime = batchTime.withUptime(plan.gates().rules().minUptime());
    this.numbered =
        situation.health().group().autoScalingGroups().stream()
            .allMatch(group -> group.index().isPresent());
    this.start = situation.health().group().readAt();
    this.now = start;
    this.toldAt = start;
    this.lowest = situation.health().healthyCount();
    this.equal = EqualServers.of(plan, situation);
    this.outlook = new Outlook(plan, situation, EXECUTION);
  }

  Forecast forecast() {
    while (true) {
      Course look = course.at(since, 0, now);
      Decision decision = BatchPlanner.decide(plan, outlook.at(now), EXECUTION, look);
      looks++;
      course = look.after(decision, now);
      since = new Course.Since.Nothing();
      switch (decision) {
        case Decision.Batch(List<ChosenServer> servers, boolean canary, String reason) -> {
          replace(servers, canary);
          if (takesTooLong()) {
            return ended(Optional.of(tooLong()));
          }
        }
        case Decision.Bake(Duration left, String reason) -> {
          Duration wait = PollSchedule.baking(left);
          if (ProgressSchedule.isDue(Duration.between(toldAt, now), wait)) {
            tell();
          }
          now = now.plus(wait);
          waits++;
        }
        case Decision.AskPerson(boolean paused, String reason) -> {
          questions.add(new Question(batches.size(), reason));
          since = new Course.Since.Resumed();
        }
        case Decision.HandOver handOver -> {
          course = course.inNextExecution();
          handOvers++;
          tell();
        }
        case Decision.Done done -> {
          return ended(Optional.empty());
        }
        case Decision.Wait(List<Blocker> blockers, String reason) -> {
          return ended(Optional.of(reason));
        }
        case Decision.Stop(StopCategory category, String reason) -> {
          return ended(Optional.of(reason));
        }
      }
    }
  }

  private void tell() {
    told++;
    toldAt = now;
  }

  private void replace(List<ChosenServer> servers, boolean canary) {
    batches.add(new Batch(batches.size() + 1, servers, canary));
    lowest = Math.min(lowest, outlook.healthyWithout(servers));
    outlook.replace(servers);
    now = now.plus(takesTooLong() ? plan.gates().batchTimeout() : batchTime.total());
    since = new Course.Since.Replaced(servers.size());
  }

  /** Whether batches are given up before their servers can be healthy. */
  private boolean takesTooLong() {
    return batchTime.total().compareTo(plan.gates().batchTimeout()) >= 0;
  }

  private String tooLong() {
    return "batch %d is expected to take %d seconds and is given up after %d: allow it more time (%s)"
        .formatted(
            batches.size(),
            batchTime.total().toSeconds(),
            plan.gates().batchTimeout().toSeconds(),
            InputField.BATCH_TIMEOUT_MINUTES.key());
  }

  private Polls polls() {
    int alone =
        (int) batches.stream().filter(each -> numbered && each.servers().size() == 1).count();
    return Polls.of(batchTime, plan.gates(), true, alone)
        .plus(Polls.of(batchTime, plan.gates(), false, batches.size() - alone));
  }

  private Forecast ended(Optional<String> stops) {
    return new Forecast(
        List.of(),
        plan.toReplace(),
        batches,
        questions,
        stops,
        equal,
        plan.size(),
        plan.floor(),
        lowest,
        Duration.between(start, now),
        new Steps(looks, told, waits, questions.size(), handOvers, batches.size(), polls()),
        course.execution());
  }
}
