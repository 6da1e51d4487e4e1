package io.servergroup.rollout;

import java.time.Duration;
import java.util.List;

/** What a rollout does next, and why. */
public sealed interface Decision {
  /** In words, for an operator. */
  String reason();

  /**
   * Replace these servers together.
   *
   * @param canary whether it is the canary batch
   */
  record Batch(List<ChosenServer> servers, boolean canary, String reason) implements Decision {
    public Batch {
      servers = List.copyOf(servers);
    }
  }

  /** Every server is at the target and healthy. */
  record Done(String reason) implements Decision {}

  /** The group is not fit for a batch now, but may become so. */
  record Wait(List<Blocker> blockers, String reason) implements Decision {
    public Wait {
      blockers = List.copyOf(blockers);
    }
  }

  /**
   * The last batch bakes: the group is fit, and has to stay so.
   *
   * @param left for how long
   */
  record Bake(Duration left, String reason) implements Decision {}

  /**
   * A person decides what comes next.
   *
   * @param paused whether somebody asked for a pause; otherwise it is a checkpoint
   */
  record AskPerson(boolean paused, String reason) implements Decision {
    private static final String PAUSED = "paused: ";

    /** The question of a rollout that somebody asked to pause. */
    static AskPerson pausedBy(String who) {
      return new AskPerson(true, PAUSED + who + " asked for it");
    }

    /** Whether a question is that of a pause, and not of a checkpoint. */
    public static boolean isPause(String question) {
      return question.startsWith(PAUSED);
    }
  }

  /** This execution's history is nearly full: another one goes on. */
  record HandOver(String reason) implements Decision {}

  /** Go no further. */
  record Stop(StopCategory category, String reason) implements Decision {}
}
