package io.servergroup.aws;

import java.util.Optional;

/** What became of an action, by the reaction it asks for. */
public sealed interface Outcome {
  /**
   * AWS accepted it; whether it took effect is for a fresh reading to tell.
   *
   * @param reference by which AWS tells how far it is; empty for what needs none
   */
  record Done(Optional<String> reference) implements Outcome {
    public Done() {
      this(Optional.empty());
    }
  }

  /** There was nothing left to do. */
  record AlreadyDone(String detail) implements Outcome {}

  /** The world is not as the decision assumed: read it again and decide again. */
  record WorldDiffers(String detail) implements Outcome {}

  /** AWS could not do it now; the same request may succeed later. */
  record TryAgain(String detail) implements Outcome {}

  /**
   * The same request never succeeds.
   *
   * @param detail what AWS said, and what a person can do about it
   */
  record GiveUp(String detail) implements Outcome {}
}
