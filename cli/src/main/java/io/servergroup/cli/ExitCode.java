package io.servergroup.cli;

import java.util.List;

/**
 * What the command, and the launcher that starts it, tell whoever called them. What {@link #GOOD}
 * and {@link #BAD} mean of each command is in its help.
 */
final class ExitCode {
  /** The command did what it is for, and what it found is good. */
  static final int GOOD = 0;

  /** What it found is not good, or there was nothing to do it to. */
  static final int BAD = 1;

  /** The command line is wrong; nothing was run. */
  static final int USAGE = 2;

  /** AWS could not be read or asked, so nobody knows. */
  static final int UNREADABLE = 3;

  /** The launcher found no Java, Maven or folder to build in; EX_UNAVAILABLE of sysexits.h. */
  static final int UNAVAILABLE = 69;

  /** The command itself is defective; EX_SOFTWARE of sysexits.h. */
  static final int INTERNAL = 70;

  /** What it found is lost; EX_IOERR of sysexits.h. */
  static final int UNWRITTEN = 74;

  /** The launcher waited in vain for another; EX_TEMPFAIL of sysexits.h. */
  static final int LATER = 75;

  /** Somebody pressed Ctrl-C: 128 and the number of that signal, as shells have it. */
  static final int INTERRUPTED = 130;

  /** Somebody ended the process: 128 and the number of SIGTERM. */
  static final int TERMINATED = 143;

  /**
   * What an exit code means whatever the command.
   *
   * @param meaning a sentence
   */
  record Meaning(int code, String meaning) {}

  /** All there are, in ascending order. */
  static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(GOOD, "It went well; what that means, each command says."),
          new Meaning(
              BAD,
              "It did not: a rollout that failed or would be refused, a rule that was broken, an"
                  + " identity that is not in order, nothing to act on."),
          new Meaning(USAGE, "The command line is wrong, and nothing was done."),
          new Meaning(
              UNREADABLE,
              "AWS could not be read or asked: credentials, a permission or the network are"
                  + " missing."),
          new Meaning(
              UNAVAILABLE,
              "The launcher found no Java 25, no Maven to build with, or no folder that it may build"
                  + " in."),
          new Meaning(
              INTERNAL, "The command itself, its build or its cache failed; please report it."),
          new Meaning(
              UNWRITTEN, "What was found could not be written: to a file, or to standard output."),
          new Meaning(LATER, "The launcher waited too long for somebody else's build or cache."),
          new Meaning(INTERRUPTED, "Ctrl-C. A rollout in AWS goes on."),
          new Meaning(TERMINATED, "Somebody ended the process. A rollout in AWS goes on."));

  private ExitCode() {}
}
