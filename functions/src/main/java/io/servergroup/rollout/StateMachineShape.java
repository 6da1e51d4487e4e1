package io.servergroup.rollout;

/**
 * How many state transitions the parts of the two state machines take when no task is retried. Each
 * state that is entered is one.
 */
final class StateMachineShape {
  /** Begin, Prepare, MayStart, AcquireLock, HasLock. */
  static final long BEGINNING = 5;

  /** NextBatch, WhatNext. */
  static final long LOOK = 2;

  /** WaitForGroup. */
  static final long WAIT = 1;

  /** AskPerson, WasResumed. */
  static final long QUESTION = 2;

  /** HandOver, HandedOver; then Begin, Continue, AcquireLock, HasLock. */
  static final long HAND_OVER = 6;

  /** ReleaseLock, Done. */
  static final long END = 2;

  /** ReplaceBatch; in the execution of the batch Begin, Replace, WasReplaced and Replaced. */
  static final long BATCH = 5;

  /** WaitForServers, CheckServers, AreHealthy. */
  static final long LOOK_AT_BATCH = 3;

  private StateMachineShape() {}
}
