package io.servergroup.identity;

import io.servergroup.group.EarlyRelease;
import io.servergroup.group.LifecycleState;
import io.servergroup.group.Volume;
import io.servergroup.identity.IdentityPlan.Until;
import io.servergroup.identity.Situation.Member;
import java.time.Duration;
import java.util.Optional;

/** Whether what an instance holds may be taken from it. */
sealed interface HolderRelease {
  /** How old a reading may be by which something is taken from an instance of a warm pool. */
  Duration FRESH = Duration.ofSeconds(10);

  String reason();

  /** It may be taken. */
  record Free(String reason) implements HolderRelease {}

  /**
   * It may not be taken now; it comes free when the holder is gone.
   *
   * @param until when that should be
   */
  record Soon(Until until, String reason) implements HolderRelease {}

  /** It is never taken: the holder serves, or nobody can tell that it does not. */
  record Never(String reason) implements HolderRelease {}

  /** Judges the holder of a network interface; asks for what EC2 says of it where that decides. */
  static HolderRelease ofInterface(Situation situation, String holder, Draft draft) {
    return of(situation, holder, new Wanted(EarlyRelease.INTERFACE, false), draft);
  }

  /**
   * Judges the holder of a volume. As long as it shuts down it may still write; EC2 detaches the
   * volume by itself at the end. One that its server says is mounted is not taken early either.
   */
  static HolderRelease ofVolume(Situation situation, Volume volume, String holder, Draft draft) {
    Wanted wanted = new Wanted(EarlyRelease.EVERYTHING, volume.isMountedBy(holder));
    HolderRelease release = of(situation, holder, wanted, draft);
    boolean stopping =
        situation
            .factsOf(holder)
            .map(facts -> facts.state() == InstanceFacts.State.SHUTTING_DOWN)
            .orElse(false);
    return release instanceof Free && stopping
        ? new Soon(end(situation), "its holder %s is shutting down".formatted(holder))
        : release;
  }

  /**
   * What is to be taken.
   *
   * @param part what a group has to release early for it
   * @param mounted whether the holder's server says that it uses it
   */
  record Wanted(EarlyRelease part, boolean mounted) {
    boolean isInterface() {
      return part == EarlyRelease.INTERFACE;
    }

    boolean isEarly(Situation situation, Member member) {
      EarlyRelease released = situation.policyOf(member.group()).earlyRelease();
      return !mounted && released.compareTo(part) >= 0;
    }
  }

  private static HolderRelease of(Situation situation, String holder, Wanted wanted, Draft draft) {
    Optional<InstanceFacts> facts = situation.factsOf(holder);
    if (facts.map(InstanceFacts::isEnding).orElse(false)) {
      return new Free("its holder %s is shut down".formatted(holder));
    }
    Optional<Member> pooled = situation.pooled(holder);
    if (pooled.isPresent()) {
      return pooled(situation, pooled.get(), wanted, draft);
    }
    Optional<Member> member = situation.member(holder);
    LifecycleState state = member.map(m -> m.instance().state()).orElse(LifecycleState.UNKNOWN);
    boolean early = member.map(m -> wanted.isEarly(situation, m)).orElse(false);
    return switch (state) {
      case TERMINATED -> new Free("its holder %s is terminated".formatted(holder));
      case TERMINATING ->
          new Soon(Until.LATER, "its holder %s is still being drained".formatted(holder));
      case IN_SERVICE -> new Never(mayServe(holder, state));
      // The load balancers drain an instance before its terminate hook holds it, so it serves no
      // more: https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html
      case TERMINATING_WAIT, TERMINATING_PROCEED -> {
        if (early) {
          yield new Free("its holder %s is drained and terminating".formatted(holder));
        }
        if (wanted.isInterface()) {
          ask(situation, holder, draft);
        }
        yield new Soon(
            end(situation),
            "its holder %s is terminating and gives it back when it is shut down"
                .formatted(holder));
      }
      case UNKNOWN -> {
        ask(situation, holder, draft);
        yield new Never(
            "its holder %s is in none of the Auto Scaling groups read, and EC2 %s; it is not taken from an unknown holder"
                .formatted(
                    holder,
                    facts.map(f -> "says it is " + f.state()).orElse("does not say it is gone")));
      }
      default -> {
        ask(situation, holder, draft);
        yield new Never(mayServe(holder, state));
      }
    };
  }

  /**
   * Once its terminate hook holds it, it serves nobody; but while it runs, its volumes may be
   * mounted. Until then the load balancers drain it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pool-instance-lifecycle.html">Lifecycle
   *     state transitions for instances in a warm pool</a>
   */
  private static HolderRelease pooled(
      Situation situation, Member member, Wanted wanted, Draft draft) {
    String holder = member.instance().id();
    if (member.instance().state() == LifecycleState.WARMED_PENDING) {
      return new Soon(
          Until.LATER,
          "its holder %s returns to the warm pool and is still being drained".formatted(holder));
    }
    if (Duration.between(situation.group().readAt(), situation.now()).compareTo(FRESH) > 0) {
      // It may have gone into service since, with the same attachment.
      draft.need(new Need.Groups());
    }
    String reason = "its holder %s is in the warm pool".formatted(holder);
    if (wanted.isInterface() || wanted.isEarly(situation, member)) {
      return new Free(reason);
    }
    ask(situation, holder, draft);
    boolean stopped =
        situation
            .factsOf(holder)
            .map(facts -> facts.state() == InstanceFacts.State.STOPPED)
            .orElse(false);
    return stopped ? new Free(reason + ", stopped") : new Soon(end(situation), reason);
  }

  /**
   * When a holder that leaves is gone. Auto Scaling reports it, which wakes a run by then; the
   * schedule, which is there for reports that are lost, waits for it.
   */
  private static Until end(Situation situation) {
    return situation.scope().thorough() ? Until.A_MINUTE : Until.LATER;
  }

  private static String mayServe(String holder, LifecycleState state) {
    return "its holder %s is %s; it is never taken from an instance that may serve"
        .formatted(holder, state.text());
  }

  private static void ask(Situation situation, String holder, Draft draft) {
    if (!situation.asked(holder)) {
      draft.need(new Need.Facts(holder));
    }
  }
}
