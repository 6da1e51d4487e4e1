package io.servergroup.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every event there is a file of wakes the function, which does what is due where it happened. */
class EventFilesTest {
  private static final String NEW = "i-0aa1b2c3d4e5f6071";
  private static final String OLD = "i-0ff9e8d7c6b5a4031";

  /** A file, how it stands with the account when the event comes, and what becomes of it. */
  enum Case {
    LAUNCH("launch-lifecycle-action", NEW, "Pending:Wait", "", "Pending:Proceed", NEW),
    LAUNCH_INTO_THE_POOL(
        "launch-lifecycle-action-warm-pool",
        NEW,
        "Warmed:Pending:Wait",
        "",
        "Warmed:Pending:Proceed",
        ""),
    LAUNCH_OUT_OF_THE_POOL(
        "launch-lifecycle-action-from-warm-pool", NEW, "Pending:Wait", "", "Pending:Proceed", NEW),
    TERMINATION(
        "terminate-lifecycle-action", OLD, "Terminating:Wait", OLD, "Terminating:Proceed", ""),
    RETURN_TO_THE_POOL(
        "terminate-lifecycle-action-to-warm-pool",
        OLD,
        "Warmed:Pending:Wait",
        OLD,
        "Warmed:Pending:Proceed",
        ""),
    TERMINATION_IN_THE_POOL(
        "terminate-lifecycle-action-in-warm-pool",
        OLD,
        "Warmed:Terminating:Wait",
        "",
        "Warmed:Terminating:Proceed",
        ""),
    // The results of launches and terminations: somebody else may wait for the slot meanwhile.
    LAUNCHED("launch-successful", NEW, "InService", NEW, "InService", NEW),
    LAUNCH_FAILED("launch-unsuccessful", OLD, "Pending:Wait", "", "Pending:Proceed", OLD),
    TERMINATED("terminate-successful", NEW, "Pending:Wait", "", "Pending:Proceed", NEW),
    TERMINATION_FAILED("terminate-unsuccessful", NEW, "InService", NEW, "InService", NEW),
    // The schedule makes up for every event that was lost.
    CHECK("scheduled", NEW, "Pending:Wait", "", "Pending:Proceed", NEW),
    CHECK_OF_ONE_GROUP(
        "scheduled-one-group", OLD, "Terminating:Wait", OLD, "Terminating:Proceed", "");

    private final String file;
    private final String instance;
    private final String state;
    private final String holder;
    private final String stateAfter;
    private final String holderAfter;

    Case(
        String file,
        String instance,
        String state,
        String holder,
        String stateAfter,
        String holderAfter) {
      this.file = file;
      this.instance = instance;
      this.state = state;
      this.holder = holder;
      this.stateAfter = stateAfter;
      this.holderAfter = holderAfter;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFunctionDoesWhatTheEventCallsFor(Case each) throws IOException {
    OneServerAws aws = new OneServerAws().instance(each.instance, each.state);
    if (!each.holder.isEmpty()) {
      aws.heldBy(each.holder);
    }
    Instant[] now = {Instant.EPOCH};
    Wiring wiring =
        new Wiring(
            aws,
            () -> now[0],
            pause -> {
              now[0] = now[0].plus(pause);
              aws.settle();
            },
            new Settings("locks"),
            (decision, fields) -> {},
            measurements -> {});

    ReconcileHandler.Answer answer =
        new ReconcileHandler(wiring)
            .handleRequest(EventFiles.read(each.file), new SampleInvocation("request-1"));
    aws.settle();

    assertEquals("", answer.ignored());
    assertEquals(each.stateAfter, aws.lifecycleStates.get(each.instance));
    assertEquals(each.holderAfter, aws.holder == null ? "" : aws.holder);
    assertEquals(
        List.of("tools"),
        answer.serverGroups().stream().map(ReconcileHandler.GroupAnswer::serverGroup).toList());
  }

  @Test
  void everyFileIsUsed() throws IOException {
    Set<String> files = EventFiles.names();
    // The functions of rollouts and stacks are invoked with theirs where all of AWS is simulated.
    files.removeIf(file -> file.matches("(rollout|control|custom)-.*"));
    assertEquals(
        files,
        Arrays.stream(Case.values())
            .map(each -> each.file)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
