package io.servergroup.cli;

/** What the command tells whoever called it; listed in the help. */
final class ExitCode {
  /**
   * The rollout ended as it should and nothing was violated; no hostile run broke a rule; the
   * identities are in order; the rollout would start; it was done.
   */
  static final int GOOD = 0;

  /**
   * The rollout ended otherwise, or something was violated; an identity is not in order; the
   * rollout would be refused; there was nothing to do it to.
   */
  static final int BAD = 1;

  /** The command line is wrong; nothing was run. */
  static final int USAGE = 2;

  /** AWS could not be read, so nobody knows. */
  static final int UNREADABLE = 3;

  /** The command itself is defective; EX_SOFTWARE of sysexits.h. */
  static final int INTERNAL = 70;

  /** Somebody pressed Ctrl-C: 128 and the number of that signal, as shells have it. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
