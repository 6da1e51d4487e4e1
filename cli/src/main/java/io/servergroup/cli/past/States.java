package io.servergroup.cli.past;

/** The states whose visits are told. */
final class States {
  static final String PREPARE = "Prepare";
  static final String ACQUIRE_LOCK = "AcquireLock";
  static final String NEXT_BATCH = "NextBatch";
  static final String REPLACE_BATCH = "ReplaceBatch";
  static final String ASK_PERSON = "AskPerson";
  static final String WHAT_FOLLOWS = "WhatFollows";

  /** Of a batch's execution. */
  static final String REPLACE = "Replace";

  /** Of a batch's execution. */
  static final String CHECK_SERVERS = "CheckServers";

  private States() {}
}
