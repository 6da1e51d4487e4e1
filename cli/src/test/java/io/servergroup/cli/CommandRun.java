package io.servergroup.cli;

import io.servergroup.cli.terminal.Interrupt;
import io.servergroup.cli.terminal.RealTime;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.terminal.TerminalSize;
import io.servergroup.cli.view.Glyphs;
import io.servergroup.simulator.rehearsal.Rehearsal;
import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * One run of the command line.
 *
 * @param took real time, as the command's clock tells it
 */
record CommandRun(int exitCode, String out, String err, Duration took) {
  /** The fresh seed every run gets. */
  static final long FRESH_SEED = 4711;

  static CommandRun of(String... arguments) {
    return of(new ScriptedRehearsal(List.of()), false, arguments);
  }

  /** The command line itself, to look at what it takes. */
  static CommandLine line() {
    StringWriter nowhere = new StringWriter();
    return RolloutCommand.line(
        new ScriptedRehearsal(List.of()),
        Sweeping.SIMULATED,
        new SimulatedAccounts(),
        surroundings(nowhere, nowhere));
  }

  /** Those of a program that reads what is printed. */
  static Surroundings surroundings(StringWriter out, StringWriter err) {
    return surroundings(out, err, new FakeTime(), () -> NobodyStops.INSTANCE);
  }

  /** The same with another time, and with somebody who may stop it. */
  static Surroundings surroundings(
      StringWriter out, StringWriter err, RealTime time, Supplier<Interrupt> interrupts) {
    return new Surroundings(
        new PrintWriter(out),
        new PrintWriter(err),
        false,
        false,
        Glyphs.ASCII,
        () -> TerminalSize.USUAL,
        time,
        () -> FRESH_SEED,
        interrupts,
        "./rollout");
  }

  static CommandRun onTerminal(String... arguments) {
    return of(new ScriptedRehearsal(List.of()), true, arguments);
  }

  static CommandRun of(Rehearsal rehearsal, boolean live, String... arguments) {
    return of(rehearsal, Sweeping.SIMULATED, new SimulatedAccounts(), live, arguments);
  }

  /** Makes hostile runs like that; what takes time there takes time here. */
  static CommandRun of(ScriptedSweeping sweeping, boolean live, String... arguments) {
    return of(new ScriptedRehearsal(List.of()), sweeping, new SimulatedAccounts(), live, arguments);
  }

  /** Makes hostile runs there. */
  static CommandRun of(Sweeping sweeping, String... arguments) {
    return of(
        new ScriptedRehearsal(List.of()), sweeping, new SimulatedAccounts(), false, arguments);
  }

  /** Looks at server groups there, and rehearses so. */
  static CommandRun of(Rehearsal rehearsal, Accounts accounts, String... arguments) {
    return of(rehearsal, Sweeping.SIMULATED, accounts, false, arguments);
  }

  /** Looks at server groups there. */
  static CommandRun of(Accounts accounts, String... arguments) {
    return of(new ScriptedRehearsal(List.of()), Sweeping.SIMULATED, accounts, false, arguments);
  }

  /**
   * Works on an account in which time passes while the command sleeps.
   *
   * @param pass lets it pass
   */
  static CommandRun passing(
      Accounts accounts, boolean live, Consumer<Duration> pass, String... arguments) {
    FakeTime time =
        new FakeTime() {
          @Override
          public void sleep(Duration slept) {
            super.sleep(slept);
            pass.accept(slept);
          }
        };
    return of(accounts, live, time, NobodyStops.INSTANCE, arguments);
  }

  /** Works on an account until somebody presses Ctrl-C while the command sleeps. */
  static CommandRun interrupted(Accounts accounts, String... arguments) {
    return interrupted(accounts, false, arguments);
  }

  /** The same on a terminal. */
  static CommandRun interrupted(Accounts accounts, boolean live, String... arguments) {
    return interrupted(
        accounts, live ? Optional.of(TerminalSize.USUAL) : Optional.empty(), arguments);
  }

  /** The same on a terminal of this size. */
  static CommandRun interrupted(
      Accounts accounts, Optional<TerminalSize> terminal, String... arguments) {
    FakeTime time = new FakeTime();
    return interrupted(accounts, terminal, time, () -> time.now().isPositive(), arguments);
  }

  /** Works on an account until somebody presses Ctrl-C. */
  static CommandRun interruptedWhen(
      Accounts accounts, BooleanSupplier pressed, String... arguments) {
    return interrupted(accounts, Optional.empty(), new FakeTime(), pressed, arguments);
  }

  private static CommandRun interrupted(
      Accounts accounts,
      Optional<TerminalSize> terminal,
      FakeTime time,
      BooleanSupplier pressed,
      String... arguments) {
    AtomicBoolean ended = new AtomicBoolean();
    Interrupt interrupt =
        new Interrupt() {
          @Override
          public boolean asked() {
            return pressed.getAsBoolean();
          }

          @Override
          public void close() {
            // What is buffered now is lost with the process.
            ended.set(true);
          }
        };
    return of(accounts, terminal, time, interrupt, ended, arguments);
  }

  /** Something happens to it, while it sleeps, that nobody thought of. */
  static CommandRun defectiveMeanwhile(String... arguments) {
    FakeTime time =
        new FakeTime() {
          @Override
          public void sleep(Duration slept) {
            throw new IllegalStateException("a defect");
          }
        };
    return of(new SimulatedAccounts(), false, time, NobodyStops.INSTANCE, arguments);
  }

  private static CommandRun of(
      Accounts accounts, boolean live, FakeTime time, Interrupt interrupt, String... arguments) {
    Optional<TerminalSize> terminal = live ? Optional.of(TerminalSize.USUAL) : Optional.empty();
    return of(accounts, terminal, time, interrupt, new AtomicBoolean(), arguments);
  }

  private static CommandRun of(
      Accounts accounts,
      Optional<TerminalSize> terminal,
      FakeTime time,
      Interrupt interrupt,
      AtomicBoolean ended,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            buffered(out, ended),
            buffered(err, ended),
            terminal.isPresent(),
            false,
            Glyphs.ASCII,
            () -> terminal.orElse(TerminalSize.USUAL),
            time,
            () -> FRESH_SEED,
            () -> interrupt,
            "./rollout");
    int exitCode =
        RolloutCommand.line(
                new ScriptedRehearsal(List.of()), Sweeping.SIMULATED, accounts, surroundings)
            .execute(arguments);
    surroundings.out().flush();
    surroundings.err().flush();
    Schemas.check(out.toString(), arguments);
    ExitCodes.check(exitCode, arguments);
    return new CommandRun(exitCode, out.toString(), err.toString(), time.now());
  }

  /** As the process writes: what is not flushed when it ends is never seen. */
  private static PrintWriter buffered(StringWriter seen, AtomicBoolean ended) {
    return new PrintWriter(
        new BufferedWriter(
            new FilterWriter(seen) {
              @Override
              public void write(char[] text, int from, int length) throws IOException {
                if (!ended.get()) {
                  super.write(text, from, length);
                }
              }
            }));
  }

  private static CommandRun of(
      Rehearsal rehearsal,
      Sweeping sweeping,
      Accounts accounts,
      boolean live,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    FakeTime time =
        sweeping instanceof ScriptedSweeping scripted ? scripted.time() : new FakeTime();
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            live,
            false,
            Glyphs.ASCII,
            () -> TerminalSize.USUAL,
            time,
            () -> FRESH_SEED,
            () -> sweeping instanceof ScriptedSweeping scripted ? scripted : NobodyStops.INSTANCE,
            "./rollout");
    int exitCode =
        RolloutCommand.line(rehearsal, sweeping, accounts, surroundings).execute(arguments);
    Schemas.check(out.toString(), arguments);
    ExitCodes.check(exitCode, arguments);
    return new CommandRun(exitCode, out.toString(), err.toString(), time.now());
  }
}
