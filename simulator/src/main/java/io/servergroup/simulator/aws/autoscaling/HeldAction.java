package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.kernel.Timer;
import java.time.Instant;

/** One hold of an instance by one hook: a lifecycle action. */
public final class HeldAction {
  private final String token;
  private final Hook hook;
  private final Member member;
  private final Passage passage;
  private final Instant since;
  private Instant deadline;
  private Timer timer;

  HeldAction(String token, Hook hook, Member member, Passage passage, Instant since) {
    this.token = token;
    this.hook = hook;
    this.member = member;
    this.passage = passage;
    this.since = since;
    this.deadline = since.plus(hook.heartbeat());
  }

  public String token() {
    return token;
  }

  public Hook hook() {
    return hook;
  }

  public Member member() {
    return member;
  }

  /** What goes on when it ends. */
  Passage passage() {
    return passage;
  }

  public Instant since() {
    return since;
  }

  /** When it ends with the hook's default result unless a heartbeat comes before. */
  public Instant deadline() {
    return deadline;
  }

  /** Moves the deadline as far as a heartbeat at this time moves it. */
  void heartbeat(Instant now) {
    Instant asked = now.plus(hook.heartbeat());
    Instant last = since.plus(hook.global());
    deadline = asked.isBefore(last) ? asked : last;
  }

  /** Replaces the timer of the deadline; null only stops it. */
  void setTimer(Timer next) {
    if (timer != null) {
      timer.cancel();
    }
    timer = next;
  }
}
