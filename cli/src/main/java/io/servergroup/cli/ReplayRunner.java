package io.servergroup.cli;

import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.Happenings;
import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.RunJson;
import io.servergroup.cli.view.RunText;
import io.servergroup.cli.view.Shrunk;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.RunResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes one hostile run, shows everything that happens in it and reports. */
final class ReplayRunner {
  private final Sweeping sweeping;
  private final Surroundings surroundings;
  private final OutputOptions output;

  ReplayRunner(Sweeping sweeping, Surroundings surroundings, OutputOptions output) {
    this.sweeping = sweeping;
    this.surroundings = surroundings;
    this.output = output;
  }

  /**
   * Makes it.
   *
   * @param fresh whether nobody chose the seed
   * @param shrink whether it is made smaller if it breaks a rule
   * @return the exit code
   */
  int run(RunRequest request, boolean fresh, boolean shrink) {
    RunResult result;
    if (output.unseen()) {
      result = sweeping.run(request, _ -> {});
    } else {
      result = shown(request, fresh);
    }
    Optional<Shrunk> shrunk =
        shrink && !result.good()
            ? Optional.of(new Shrinking(sweeping, surroundings, output).shrink(result))
            : Optional.empty();
    print(result, shrunk, shrink);
    return result.good() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private RunResult shown(RunRequest request, boolean fresh) {
    PrintWriter to = output.json ? surroundings.err() : surroundings.out();
    boolean colour = !output.json && surroundings.colour();
    to.println("Seed " + request.seed() + (fresh ? " (fresh)" : ""));
    print(RunText.head(request), to, colour);
    Happenings happenings = new Happenings(output.verbose);
    return sweeping.run(
        request,
        entry ->
            happenings
                .line(since(entry), entry)
                .ifPresent(line -> to.println(line.render(colour))));
  }

  private static Duration since(TraceEntry entry) {
    return Duration.between(Simulation.START, entry.time());
  }

  private void print(RunResult result, Optional<Shrunk> shrunk, boolean shrink) {
    PrintWriter out = surroundings.out();
    boolean colour = surroundings.colour();
    if (output.json) {
      out.println(RunJson.text(result, shrunk, surroundings.launcher()));
    } else if (output.quiet) {
      out.println(RunText.verdict(result).render(colour));
    } else {
      if (shrink && result.good()) {
        out.println("The run broke no rule; there is nothing to make smaller.");
      }
      print(RunText.lines(result, shrunk, surroundings.launcher()), out, colour);
    }
  }

  private static void print(List<Line> lines, PrintWriter to, boolean colour) {
    lines.forEach(line -> to.println(line.render(colour)));
    to.flush();
  }
}
