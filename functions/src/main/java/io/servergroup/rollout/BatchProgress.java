package io.servergroup.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what became of each server of a batch, and what follows for the batch. */
public final class BatchProgress {
  /** What to do with the batch. */
  public sealed interface Result {
    /** In words, for an operator. */
    String reason();

    /** Look after these servers; the rest goes back to those still to be replaced. */
    record Check(List<ChosenServer> servers, String reason) implements Result {}

    /**
     * Some group is busy; go over the batch again.
     *
     * @param blockers what each server waits for
     */
    record Wait(Duration pause, List<Blocker> blockers, String reason) implements Result {
      public Wait {
        blockers = List.copyOf(blockers);
      }
    }

    /** No server is being replaced; choose again. */
    record GivenBack(String reason) implements Result {}

    record Failed(StopCategory category, String reason) implements Result {}
  }

  private final List<ChosenServer> replacing = new ArrayList<>();
  private final List<String> givenBack = new ArrayList<>();
  private final List<Blocker> busy = new ArrayList<>();
  private Optional<Result.Failed> stopped = Optional.empty();

  public void replacing(ChosenServer server) {
    replacing.add(server);
  }

  public void givenBack(ChosenServer server, String reason) {
    givenBack.add(server.name() + ": " + reason);
  }

  public void busy(ChosenServer server, String reason) {
    String who = server.instanceId().isEmpty() ? "" : server.instanceId() + ": ";
    busy.add(new Blocker(server.name(), who + reason));
  }

  public void stopped(StopCategory category, ChosenServer server, String reason) {
    String before =
        replacing.isEmpty()
            ? ""
            : " (already being replaced: "
                + Listing.of(replacing.stream().map(ChosenServer::name).toList())
                + ")";
    stopped = Optional.of(new Result.Failed(category, server.name() + ": " + reason + before));
  }

  /** True once the rest of the batch must not be touched. */
  public boolean isStopped() {
    return stopped.isPresent();
  }

  /**
   * What to do now that every server has been gone over.
   *
   * @param elapsed since the batch began
   */
  public Result result(RolloutPlan plan, Duration elapsed) {
    if (stopped.isPresent()) {
      return stopped.get();
    }
    if (!busy.isEmpty()) {
      return elapsed.compareTo(plan.gates().batchTimeout()) >= 0
          ? new Result.Failed(
              StopCategory.TIMEOUT,
              "could not be terminated in "
                  + elapsed.toMinutes()
                  + " minutes: "
                  + Blocker.sentences(busy))
          : new Result.Wait(
              PollSchedule.away(plan.gates().pollInterval(), elapsed),
              busy,
              Blocker.sentences(busy));
    }
    if (replacing.isEmpty()) {
      return new Result.GivenBack(Listing.of(givenBack));
    }
    String reason = "replacing " + Listing.of(replacing.stream().map(ChosenServer::name).toList());
    return new Result.Check(
        List.copyOf(replacing),
        givenBack.isEmpty() ? reason : reason + "; left for later: " + Listing.of(givenBack));
  }
}
