package io.servergroup.cli;

import io.servergroup.cli.terminal.StandardOutput;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Optional;

/** Connects the command to the process. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    StandardOutput written = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out =
        new PrintStream(new BufferedOutputStream(written), false, System.out.charset());
    // What a library prints must not get between the lines of a report that a program reads.
    System.setOut(System.err);
    Surroundings surroundings = Surroundings.ofProcess(out, System.err, System.getenv());
    int exitCode =
        RolloutCommand.line(
                new SimulatedRehearsal(), Sweeping.SIMULATED, new UsualAccounts(), surroundings)
            .execute(arguments);
    surroundings.out().flush();
    System.exit(told(exitCode, written.lost()));
  }

  /** A command whose answer is lost did not go well; otherwise its own status says more. */
  private static int told(int exitCode, Optional<String> lost) {
    lost.ifPresent(
        why -> System.err.println("rollout: standard output could not be written (" + why + ")"));
    return lost.isPresent() && exitCode == ExitCode.GOOD ? ExitCode.UNWRITTEN : exitCode;
  }
}
