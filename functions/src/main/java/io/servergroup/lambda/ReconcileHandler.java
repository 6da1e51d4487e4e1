package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.servergroup.aws.ErrorReaction;
import io.servergroup.aws.GroupReader;
import io.servergroup.aws.GroupReading;
import io.servergroup.aws.Outcome;
import io.servergroup.aws.SlotHint;
import io.servergroup.identity.Cause;
import io.servergroup.identity.Scope;
import io.servergroup.lambda.Reconciliation.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Gives every instance its permanent identity and takes it back. Woken by the events of Auto
 * Scaling and by a schedule; lost, doubled, late and reordered events lead to the same end.
 */
public final class ReconcileHandler extends JsonFunction<ScheduledEvent, ReconcileHandler.Answer> {
  /** How long one invocation looks again without progress for what should take seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What an invocation keeps of its time limit for its last calls. */
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private final Wiring wiring;
  private final GroupReader reader;

  /** The handler as Lambda makes it. */
  public ReconcileHandler() {
    this(ProductionWiring.of(ReconcileHandler.class, ReconcileHandler::new));
  }

  public ReconcileHandler(Wiring wiring) {
    super(ScheduledEvents::read);
    this.wiring = wiring;
    this.reader = new GroupReader(wiring.clients(), wiring.clock());
  }

  /**
   * What an invocation did.
   *
   * @param ignored why nothing was to be done; empty when something was looked at
   */
  public record Answer(String ignored, List<GroupAnswer> serverGroups) {}

  /**
   * What was done for one server group.
   *
   * @param performed how many actions AWS accepted
   * @param waiting the ids of instances that wait for a later wake-up
   * @param remarks what needs a person
   */
  public record GroupAnswer(
      String serverGroup, int performed, List<String> waiting, List<String> remarks) {}

  /**
   * @throws RetryLaterException when AWS could not do or tell something that it may later
   */
  @Override
  public Answer handleRequest(ScheduledEvent event, Context context) {
    Instant now = wiring.clock().instant();
    Instant end = now.plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    Run run = new Run(end, context.getAwsRequestId());
    return switch (Wakeup.of(event, wiring.settings().serverGroup())) {
      case Wakeup.OneGroup(String name, Cause cause, Optional<SlotHint> hint) ->
          run.around(name, cause, hint);
      case Wakeup.Check(Optional<String> serverGroup) -> run.check(serverGroup);
      case Wakeup.Nothing(String reason) -> run.ignore(reason);
    };
  }

  private final class Run {
    private final Instant end;
    private final String requestId;
    private final List<GroupAnswer> answers = new ArrayList<>();
    private final List<String> unfinished = new ArrayList<>();
    private final List<RuntimeException> defects = new ArrayList<>();
    private final DeadLetters deadLetters = new DeadLetters(wiring);

    Run(Instant end, String requestId) {
      this.end = end;
      this.requestId = requestId;
    }

    Answer ignore(String reason) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("reason", reason);
      fields.put("requestId", requestId);
      wiring.log().write("Ignore", fields);
      return new Answer(reason, List.of());
    }

    Answer around(String autoScalingGroupName, Cause cause, Optional<SlotHint> hint) {
      List<String> notOurs = new ArrayList<>();
      guarded(
          autoScalingGroupName,
          () -> {
            Optional<GroupReading> read =
                hint.isPresent()
                    ? reader.openAround(autoScalingGroupName, hint.get())
                    : reader.openAround(autoScalingGroupName);
            if (read.isEmpty() || !isOurs(read.get().name())) {
              notOurs.add("group " + autoScalingGroupName + " is of no server group of ours");
              return;
            }
            reconcile(read.get(), scope(cause), 1);
          });
      return notOurs.isEmpty() ? answer() : ignore(notOurs.getFirst());
    }

    Answer check(Optional<String> serverGroup) {
      List<String> names = new ArrayList<>(serverGroup.stream().toList());
      if (names.isEmpty()) {
        guarded("all server groups", () -> names.addAll(reader.serverGroupNames()));
      }
      int left = names.size();
      for (String name : names) {
        int groups = left--;
        guarded(name, () -> reconcile(reader.open(name), scope(new Cause.Schedule()), groups));
      }
      return answer();
    }

    private boolean isOurs(String serverGroup) {
      return wiring.settings().serverGroup().map(serverGroup::equals).orElse(true);
    }

    private Scope scope(Cause cause) {
      Settings settings = wiring.settings();
      return new Scope(cause, settings.hooks(), settings.identityPolicy(), settings.checkPeriod());
    }

    /**
     * @param groupsLeft among how many groups the time that is left has to be shared
     */
    private void reconcile(GroupReading group, Scope scope, int groupsLeft) {
      Instant now = wiring.clock().instant();
      Duration left = Duration.between(now, end);
      Patience patience = new Patience(PATIENCE, now.plus(left.dividedBy(groupsLeft)));
      DecisionLines lines =
          new DecisionLines(wiring.log(), deadLetters::add, group.name(), requestId);
      Reconciliation.Report report = new Reconciliation(wiring, lines, scope, patience).run(group);
      answers.add(
          new GroupAnswer(group.name(), report.performed(), report.waiting(), report.remarks()));
      unfinished.addAll(report.unfinished());
    }

    /**
     * A reading that AWS refuses for good is told and left; any other is to be tried again. What
     * goes wrong with one group, a defect of ours included, keeps none of the others waiting.
     */
    private void guarded(String about, Runnable work) {
      try {
        work.run();
      } catch (SdkException e) {
        switch (ErrorReaction.to("reading " + about, e)) {
          case Outcome.GiveUp(String detail) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("group", about);
            fields.put("reason", detail);
            fields.put("requestId", requestId);
            wiring.log().write("GiveUp", fields);
            deadLetters.add("GiveUp", fields);
            answers.add(new GroupAnswer(about, 0, List.of(), List.of(detail)));
          }
          case Outcome.TryAgain(String detail) -> unfinished.add(detail);
          case Outcome.WorldDiffers(String detail) -> unfinished.add(detail);
          case Outcome.Done done -> {}
          case Outcome.AlreadyDone done -> {}
        }
      } catch (RuntimeException e) {
        defects.add(e);
        unfinished.add(about + ": " + e);
      }
    }

    private Answer answer() {
      deadLetters.send();
      if (!unfinished.isEmpty()) {
        RetryLaterException later = new RetryLaterException(String.join("; ", unfinished));
        defects.forEach(later::addSuppressed);
        throw later;
      }
      return new Answer("", answers);
    }
  }
}
