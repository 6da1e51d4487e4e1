package io.servergroup.simulator.sweep;

import io.servergroup.identity.IdentityAction;
import io.servergroup.rollout.Rollback;
import io.servergroup.rollout.StopCategory;
import io.servergroup.simulator.rehearsal.ControlPlane;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that the runs of a sweep can reach. What is reached but not here is new, and belongs
 * here; what is here and never reached is a finding: a fault, an input or a person is missing.
 */
public final class Reachable {
  private static final String HISTORY =
      "needs a history of nearly 20,000 events; HandOverTest tells of it";

  private static final List<String> MACHINES =
      List.of(ControlPlane.ROLLING_DEPLOY, ControlPlane.REPLACE_BATCH);

  /** The decisions of the rollouts' functions. */
  private static final List<String> DECISIONS =
      List.of(
          "Prepare READY",
          "Prepare REFUSED",
          "AcquireLock ACQUIRED",
          "AcquireLock HELD",
          "NextBatch BATCH",
          "NextBatch WAIT",
          "NextBatch ASK",
          "NextBatch PAUSE",
          "NextBatch DONE",
          "NextBatch STOP",
          "CheckServers WAIT",
          "CheckServers HEALTHY",
          "CheckServers FAILED",
          "CheckServers AGAIN",
          "Terminate",
          "Unneeded",
          "GiveBack",
          "Stop",
          "AskPerson ASKED",
          "AskPerson ANSWERED",
          "Failure END",
          "Failure TURN_BACK",
          "ReleaseLock RELEASED",
          "ReleaseLock NOT_OURS",
          "RolloutEnded RELEASED",
          "RolloutEnded NOT_OURS",
          "ControlRollout DONE",
          "ControlRollout NOT_DONE",
          "Wait",
          "Remark",
          "GiveUp",
          "DeadLetter");

  /** Parts of the names of what no run can reach, and who tells of it instead. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "Continue", HISTORY,
          "HandOver", HISTORY,
          "HandedOver", HISTORY,
          "LetSuccessorTakeOver", HISTORY,
          "UnknownDecision", "no function answers so; StateMachineFilesTest tells of it");

  private static final Set<String> BRANCHES =
      MACHINES.stream()
          .flatMap(machine -> MachineMap.of(machine).branches().stream())
          .collect(Collectors.toUnmodifiableSet());

  private Reachable() {}

  /** Everything that runs of a profile can reach. */
  public static SortedSet<Point> points(FaultProfile profile) {
    SortedSet<Point> points = new TreeSet<>();
    for (FaultKind kind : FaultKind.values()) {
      if (profile.rate(kind) > 0) {
        points.add(new Point(Point.Kind.FAULT, kind.word()));
      }
    }
    for (String machine : MACHINES) {
      MachineMap map = MachineMap.of(machine);
      add(points, Point.Kind.STATE, map.states());
      add(points, Point.Kind.BRANCH, map.branches());
    }
    DECISIONS.forEach(name -> points.add(new Point(Point.Kind.DECISION, name)));
    for (Class<?> action : IdentityAction.class.getPermittedSubclasses()) {
      if (action != IdentityAction.Complete.class) {
        points.add(new Point(Point.Kind.DECISION, action.getSimpleName()));
      }
    }
    for (IdentityAction.Complete.Verdict verdict : IdentityAction.Complete.Verdict.values()) {
      points.add(new Point(Point.Kind.DECISION, "Complete " + verdict));
    }
    Arrays.stream(StopCategory.values())
        .forEach(each -> points.add(new Point(Point.Kind.ENDING, each.errorName())));
    for (String ending :
        List.of(
            "SUCCEEDED",
            "Cancelled",
            "Rollout.Refused",
            Rollback.ROLLED_BACK,
            Rollback.ROLLBACK_FAILED)) {
      points.add(new Point(Point.Kind.ENDING, ending));
    }
    return points;
  }

  private static void add(SortedSet<Point> points, Point.Kind kind, List<String> names) {
    names.stream()
        .filter(name -> elsewhere(name).isEmpty())
        .forEach(name -> points.add(new Point(kind, name)));
  }

  /** Whether that is one of several ways out of a state. */
  static boolean isBranch(String name) {
    return BRANCHES.contains(name);
  }

  /** What is reachable and was not reached. */
  static SortedSet<Point> missing(FaultProfile profile, Collection<Point> reached) {
    SortedSet<Point> missing = points(profile);
    missing.removeAll(reached);
    return missing;
  }

  /** Why no run can reach something, and which stories tell of it; empty when runs can. */
  static Optional<String> elsewhere(String name) {
    return ELSEWHERE.entrySet().stream()
        .filter(each -> name.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
