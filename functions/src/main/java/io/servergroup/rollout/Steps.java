package io.servergroup.rollout;

/**
 * What a rollout does, step by step, counted.
 *
 * @param looks at the whole group, each of which chooses what comes next
 * @param told so many of these looks tell how the rollout goes on
 * @param waits for the group, between two looks
 * @param questions that a person is asked
 * @param handOvers from one execution to the next
 * @param batches that are replaced
 * @param polls at the servers of all batches
 */
public record Steps(
    int looks, int told, int waits, int questions, int handOvers, int batches, Polls polls) {
  /** Those of a rollout that does not start. */
  static final Steps NONE = new Steps(0, 0, 0, 0, 0, 0, Polls.NONE);

  /** The states that its state machines enter when no task is retried. */
  public long transitions() {
    return looks == 0
        ? 0
        : StateMachineShape.BEGINNING
            + StateMachineShape.LOOK * looks
            + StateMachineShape.WAIT * waits
            + StateMachineShape.QUESTION * questions
            + StateMachineShape.HAND_OVER * handOvers
            + StateMachineShape.BATCH * batches
            + StateMachineShape.LOOK_AT_BATCH * polls.all()
            + StateMachineShape.END;
  }
}
