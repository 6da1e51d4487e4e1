package io.servergroup.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much of what happens is shown, and to whom. */
final class OutputOptions {
  @Option(
      names = "--plain",
      description = "One line for each thing that happens, also on a terminal.")
  boolean plain;

  @Option(
      names = "--verbose",
      description =
          "Show API calls and the functions' logs, too; of a sweep, everything that was reached.")
  boolean verbose;

  @Option(names = "--quiet", description = "Print nothing but the line with the outcome.")
  boolean quiet;

  @Option(
      names = "--json",
      description =
          "Print the report as one JSON object and nothing else; with --verbose, what happens in a"
              + " run goes to standard error.")
  boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Also write a report for a browser: one HTML file with pictures, which needs no network."
              + " Of a sweep, one of all its runs.")
  String report;

  /** Adds what cannot be asked for together. */
  void check(List<String> findings) {
    if (json && quiet) {
      findings.add("--json, --quiet: found both; right is one of them");
    }
    if (quiet && verbose) {
      findings.add("--quiet, --verbose: found both; right is one of them");
    }
  }

  /** Where the report for a browser goes; empty, with a finding, when it cannot be written. */
  Optional<Path> report(List<String> findings) {
    return Optional.ofNullable(report)
        .flatMap(name -> OutputFile.named(Expected.REPORT, name, findings));
  }

  /** Whether nothing is shown while a run is made. */
  boolean unseen() {
    return quiet || (json && !verbose);
  }
}
