package io.servergroup.cli;

import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import java.io.PrintStream;

/** Connects the command to the process. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    // What a library prints must not get between the lines of a report that a program reads.
    System.setOut(System.err);
    Surroundings surroundings = Surroundings.ofProcess(out, System.err, System.getenv());
    System.exit(
        RolloutCommand.line(
                new SimulatedRehearsal(), Sweeping.SIMULATED, new UsualAccounts(), surroundings)
            .execute(arguments));
  }
}
