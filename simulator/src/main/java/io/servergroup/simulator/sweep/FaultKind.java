package io.servergroup.simulator.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can go wrong in a hostile run, each with its rates: how probable it is, each time
 * it could happen. The rates of {@code harsh} are far above anything AWS shows; they are chosen so
 * that a rollout meets several faults and still has a chance to get on.
 */
public enum FaultKind {
  LOST_EVENT(Per.DELIVERY, 0.01, 0.10, "an event of EventBridge never arrives"),
  DUPLICATED_EVENT(Per.DELIVERY, 0.02, 0.10, "an event arrives twice, up to 3 minutes apart"),
  LATE_EVENT(Per.DELIVERY, 0.02, 0.10, "an event arrives up to 10 minutes late"),
  REORDERED_EVENT(Per.DELIVERY, 0.01, 0.05, "the next event of its rule overtakes an event"),

  DIES_BEFORE_CALL(Per.CALL, 0.0005, 0.004, "a function dies before a call takes effect"),
  DIES_AFTER_CALL(Per.CALL, 0.0005, 0.006, "a function dies after a call took effect"),
  HANGS_AFTER_CALL(
      Per.CALL,
      0.0001,
      0.002,
      "a function hangs after a call took effect, until Lambda kills it at its time limit"),
  LOST_RESPONSE(Per.CALL, 0.001, 0.008, "a call takes effect, its response is lost"),
  THROTTLED_CALL(Per.CALL, 0.002, 0.012, "AWS throttles a call for longer than the SDK retries"),
  FAILED_CALL(Per.CALL, 0.001, 0.006, "AWS fails to serve a call, which has no effect"),
  SLOW_CALL(Per.CALL, 0.005, 0.015, "a call takes up to 14 seconds longer, before its effect"),
  SLOW_RESPONSE(Per.CALL, 0.005, 0.015, "a call takes up to 14 seconds longer, after its effect"),
  STALE_READ(Per.CALL, 0.01, 0.06, "a read is answered with what was true up to 5 seconds ago"),

  THROTTLED_INVOCATION(Per.INVOCATION, 0.002, 0.02, "Lambda throttles an invocation"),
  REFUSED_INVOCATION(Per.INVOCATION, 0.002, 0.01, "Lambda fails before the handler starts"),
  RESTING_FUNCTION(
      Per.INVOCATION, 0.0005, 0.005, "Lambda restores a function that was at rest for two weeks"),
  LOST_RESULT(
      Per.INVOCATION, 0.001, 0.012, "a handler runs to its end, its caller hears of a failure"),
  KILLED_FUNCTION(Per.INVOCATION, 0.002, 0.015, "a function dies at any moment, between its calls"),
  REPEATED_EVENT(Per.INVOCATION, 0.005, 0.03, "Lambda gives a function an event a second time"),

  FAILED_BOOT(Per.INSTANCE, 0.01, 0.06, "the software of a new instance never answers"),
  SLOW_BOOT(Per.INSTANCE, 0.02, 0.06, "the software of a new instance takes 4 to 12 minutes"),
  FLAPPING_HEALTH(Per.INSTANCE, 0.005, 0.04, "the software of an instance answers and fails"),
  HANGING_SOFTWARE(Per.INSTANCE, 0.005, 0.03, "the software of an instance stops after a while"),
  FAILED_LAUNCH(Per.LAUNCH, 0.01, 0.06, "EC2 has no capacity for an instance"),
  SLOW_DETACH(Per.DETACHMENT, 0.01, 0.10, "detaching an interface or volume takes 1 to 5 minutes"),
  SLOW_ATTACH(Per.ATTACHMENT, 0.01, 0.06, "attaching an interface or volume takes 20 to 120 s"),

  LOST_ZONE(Per.RUN, 0.01, 0.06, "an availability zone is down for 1 to 20 minutes"),
  EXTERNAL_TERMINATION(Per.RUN, 0.15, 0.30, "somebody terminates instances in EC2"),
  EXTERNAL_REPLACEMENT(Per.RUN, 0.10, 0.20, "somebody terminates instances by their group"),
  CAPACITY_EDIT(Per.RUN, 0.02, 0.06, "somebody changes the capacity of a group, and back"),
  TEMPLATE_EDIT(Per.RUN, 0.05, 0.12, "somebody makes another version of the launch template"),
  SUSPENDED_LAUNCHES(Per.RUN, 0.02, 0.05, "somebody suspends the launches of a group for a while"),
  SECOND_ROLLOUT(Per.RUN, 0.10, 0.20, "somebody starts a second rollout meanwhile"),
  STOPPED_EXECUTION(Per.RUN, 0.10, 0.20, "somebody stops the execution of a rollout or batch"),
  PAUSE(Per.RUN, 0.10, 0.15, "somebody pauses the rollout, and resumes it later"),
  CANCEL(Per.RUN, 0.05, 0.10, "somebody cancels the rollout"),
  RESTART(Per.RUN, 0.15, 0.25, "somebody starts a rollout again after one has failed"),
  ALARM(Per.RUN, 0.05, 0.10, "an alarm of the rollout goes off for a while"),
  DENIED_ACTION(Per.RUN, 0.02, 0.08, "a permission is missing for 1 to 20 minutes"),
  IDENTITY_EDIT(
      Per.RUN, 0.02, 0.10, "somebody changes a record, a tag or an attachment of a server by hand");

  /** What a rate is the probability for each of. */
  public enum Per {
    /** An event on its way to the targets of one rule. */
    DELIVERY("delivery"),
    /** A call of AWS by a function. */
    CALL("call"),
    INVOCATION("invocation"),
    /** An instance whose software boots. */
    INSTANCE("instance"),
    LAUNCH("launch"),
    DETACHMENT("detachment"),
    ATTACHMENT("attachment"),
    RUN("run");

    private final String word;

    Per(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  private final Per per;
  private final double mild;
  private final double harsh;
  private final String meaning;

  FaultKind(Per per, double mild, double harsh, String meaning) {
    this.per = per;
    this.mild = mild;
    this.harsh = harsh;
    this.meaning = meaning;
  }

  /** The kind with that word; empty when there is none. */
  public static Optional<FaultKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** All words, in the order of the table. */
  public static List<String> words() {
    return Arrays.stream(values()).map(FaultKind::word).toList();
  }

  /** Its name on the command line, such as {@code lost-event}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Per per() {
    return per;
  }

  /** The probability in profile {@code mild}, from 0 to 1. */
  public double mild() {
    return mild;
  }

  /** The probability in profile {@code harsh}, from 0 to 1. */
  public double harsh() {
    return harsh;
  }

  /** What happens, in words. */
  public String meaning() {
    return meaning;
  }
}
