package io.servergroup.cli;

/** What the command tells whoever called it; listed in the help. */
final class ExitCode {
  /** The rollout ended as it should and nothing was violated. */
  static final int GOOD = 0;

  /** The rollout ended otherwise, or something was violated. */
  static final int BAD = 1;

  /** The command line is wrong; nothing was run. */
  static final int USAGE = 2;

  /** The rehearsal itself is defective; EX_SOFTWARE of sysexits.h. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
