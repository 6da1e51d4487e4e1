package io.servergroup.cli;

import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.terminal.Surroundings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Tells apart what can go wrong with a command that works on an account. */
final class Guard {
  private Guard() {}

  /**
   * Does the work of a command.
   *
   * @param what is done, such as {@code the inspection}
   * @param work returns the exit code
   */
  static int run(Surroundings surroundings, String what, IntSupplier work) {
    PrintWriter err = surroundings.err();
    try {
      return work.getAsInt();
    } catch (UnreadableException e) {
      err.println("rollout: " + e.getMessage());
      return ExitCode.UNREADABLE;
    } catch (UnwrittenException e) {
      err.println("rollout: " + e.getMessage());
      return ExitCode.UNWRITTEN;
    } catch (WrongArguments e) {
      throw e;
    } catch (RuntimeException | Error e) {
      Optional<String> settings = SdkSettings.finding(e);
      if (settings.isPresent()) {
        err.println("rollout: " + settings.get());
        return ExitCode.UNREADABLE;
      }
      // The command line's own handler would exit with 1, which means something else here.
      err.println("rollout: %s failed: %s".formatted(what, e));
      err.println("Unless it names something of yours, this is a defect:");
      e.printStackTrace(err);
      return ExitCode.INTERNAL;
    } finally {
      surroundings.out().flush();
      err.flush();
    }
  }
}
