package io.servergroup.cli;

import io.servergroup.cli.terminal.Pace;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.FaultTable;
import io.servergroup.cli.view.HostileReplay;
import io.servergroup.cli.view.InputOption;
import io.servergroup.cli.view.Replay;
import io.servergroup.simulator.rehearsal.Rehearsal;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.Sweep;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rollout rehearse}: one rehearsal, one hostile run, or a sweep of them. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Rehearse rollouts on simulated AWS, in virtual time.",
    description = {
      "",
      "Runs the deployed state machines and functions against a cluster in simulated AWS, rolls a new"
          + " launch template version through it and reports. Nothing outside this process is touched;"
          + " no AWS account is needed. The same options and seed give the same rehearsal to the last"
          + " detail.",
      "",
      "With --faults it makes a hostile run, in which everything goes wrong that can, and with"
          + " --seeds thousands of them: whatever happens, no rule may be broken, and when the faults"
          + " end the cluster has to become whole by itself."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the rollout ended as it should and no rule was broken; a point that a sweep never reached"
          + " is a finding, but does not change this",
      "1:it ended otherwise, or a rule was broken",
      "2:the command line is wrong; nothing was run",
      "70:the rehearsal itself failed; please report it with the seed",
      "74:the report or the hashes could not be written",
      "130:interrupted; of a sweep, what was found until then is reported"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout rehearse --servers 30 --batch-size 10%% --elb target-group",
      "  rollout rehearse --boot-failure-at 2 --seed 42",
      "  rollout rehearse --boot-failure-at 2 --on-failure rollback",
      "  rollout rehearse --checkpoint canary --approve-after 600",
      "  rollout rehearse --report rollout.html    (pictures of it, for a browser)",
      "  rollout rehearse --speed 20               (watch closely)",
      "  rollout rehearse --plain --verbose        (every call to AWS)",
      "  rollout rehearse --json | jq .minHealthy",
      "  rollout rehearse --seeds 1000             (a thousand hostile runs)",
      "  rollout rehearse --seeds 1000 --faults lost-event --seed 5000",
      "  rollout rehearse --seed 17 --faults harsh (one of them, with everything that happens)",
      "  rollout rehearse --seed 17 --faults harsh --shrink",
      "  rollout rehearse --list-faults"
    })
final class RehearseCommand implements Callable<Integer> {
  private static final String USUAL_SERVERS = "6";

  private final Rehearsal rehearsal;
  private final Sweeping sweeping;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--servers",
      paramLabel = "N",
      description =
          "How many servers the cluster has, 1 to 1000. Default: 6. In a hostile run at most 40;"
              + " default: the seed decides.")
  private String servers;

  @Option(
      names = "--elb",
      paramLabel = "KIND",
      completionCandidates = Candidates.LoadBalancers.class,
      defaultValue = "both",
      description =
          "What the servers stand behind: classic, target-group or both. Default: ${DEFAULT-VALUE}.")
  private String loadBalancers;

  @Option(
      names = "--topology",
      paramLabel = "KIND",
      completionCandidates = Candidates.Topologies.class,
      defaultValue = "group-per-server",
      description =
          "How the servers are spread over Auto Scaling groups: group-per-server or group-per-zone;"
              + " or without-identity, a group per server without interfaces, volumes and names."
              + " Default: ${DEFAULT-VALUE}.")
  private String topology;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides everything that is left to chance. Default: a fresh one, printed first.")
  private String seed;

  @Mixin private InputOptions rollout = new InputOptions();

  @Option(
      names = "--to-version",
      description =
          "Ask for the new version by its number, while the groups name the old one by its number.")
  private boolean toVersion;

  @Mixin private IncidentOptions incidents = new IncidentOptions();

  @Mixin private SweepOptions hostile = new SweepOptions();

  @Option(
      names = "--speed",
      paramLabel = "X|max",
      description =
          "Virtual seconds in a real second. Default: on a terminal a pace one can follow for at most"
              + " half a minute, otherwise max.")
  private String speed;

  @Mixin private OutputOptions output = new OutputOptions();

  RehearseCommand(Rehearsal rehearsal, Sweeping sweeping, Surroundings surroundings) {
    this.rehearsal = rehearsal;
    this.sweeping = sweeping;
    this.surroundings = surroundings;
  }

  /** The headings of its help, each by the first option below it. */
  static OptionHeadings headings() {
    return new OptionHeadings(
        Map.of(
            "--servers", "The cluster:",
            "--batch-size", "The rollout:",
            "--boot-failure-at", "What happens to it:",
            "--faults", "Hostile runs:",
            "--speed", "What is shown:",
            "--help", "Other:"));
  }

  @Override
  public Integer call() {
    Set<String> given =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .collect(Collectors.toSet());
    RehearseMode mode = RehearseMode.of(given);
    List<String> findings = new ArrayList<>();
    try {
      return switch (mode) {
        case REHEARSAL -> rehearse(given, findings);
        case SWEEP -> sweep(given, findings);
        case REPLAY -> replay(given, findings);
        case LISTING -> list(given, findings);
      };
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private int rehearse(Set<String> given, List<String> findings) {
    RehearseArguments arguments = new RehearseArguments(findings);
    RehearsalOptions options =
        arguments.options(
            Optional.ofNullable(servers).orElse(USUAL_SERVERS),
            input(),
            Optional.ofNullable(seed).orElseGet(() -> Long.toString(freshSeed())),
            loadBalancers,
            topology,
            incidents);
    Optional<Pace> pace = Optional.ofNullable(speed).map(arguments::pace);
    check(RehearseMode.REHEARSAL, given, findings);
    Optional<Path> report = output.report(findings);
    WrongArguments.refuse(spec, findings);
    return guarded(
        "the rehearsal with seed " + options.seed(),
        () -> Replay.command(surroundings.launcher(), options),
        () ->
            new RehearsalRunner(rehearsal, surroundings, output)
                .run(options, seed == null, pace, report));
  }

  private int sweep(Set<String> given, List<String> findings) {
    Sweep sweep =
        new SweepArguments(findings)
            .sweep(hostile, seed, Runtime.getRuntime().availableProcessors());
    check(RehearseMode.SWEEP, given, findings);
    Optional<Path> hashes =
        Optional.ofNullable(hostile.hashes)
            .flatMap(name -> OutputFile.named(Expected.HASHES, name, findings));
    Optional<Path> report = output.report(findings);
    OutputFile.refuseSame(Expected.HASHES, hashes, Expected.REPORT, report, findings);
    WrongArguments.refuse(spec, findings);
    return guarded(
        "the sweep",
        () -> HostileReplay.command(surroundings.launcher(), sweep),
        () ->
            new SweepRunner(sweeping, surroundings, output)
                .run(sweep, hashes, report, hostile.shrink));
  }

  private int replay(Set<String> given, List<String> findings) {
    RunRequest request =
        new SweepArguments(findings).run(hostile, servers, seed, seed == null ? freshSeed() : 0);
    check(RehearseMode.REPLAY, given, findings);
    return guarded(
        "the run with seed " + request.seed(),
        () -> HostileReplay.command(surroundings.launcher(), request),
        () ->
            new ReplayRunner(sweeping, surroundings, output)
                .run(request, seed == null, hostile.shrink));
  }

  private int list(Set<String> given, List<String> findings) {
    check(RehearseMode.LISTING, given, findings);
    if (output.json) {
      surroundings.out().println(FaultTable.json());
    } else {
      FaultTable.lines()
          .forEach(line -> surroundings.out().println(line.render(surroundings.colour())));
    }
    return ExitCode.GOOD;
  }

  private long freshSeed() {
    return surroundings.seeds().getAsLong();
  }

  private Map<String, Object> input() {
    Map<String, Object> input = rollout.input();
    if (toVersion) {
      input.put(InputOption.TO_VERSION.key(), RehearsalOptions.NEW_VERSION);
    }
    return input;
  }

  /** Refuses everything that is wrong so far, and what cannot be asked for together. */
  private void check(RehearseMode mode, Set<String> given, List<String> findings) {
    mode.check(given, findings);
    output.check(findings);
    if (mode == RehearseMode.REHEARSAL && speed != null && output.unseen()) {
      findings.add(
          "--speed: found together with %s, where nothing can be watched; right is one of them"
              .formatted(output.quiet ? "--quiet" : "--json"));
    }
    WrongArguments.refuse(spec, findings);
  }

  /** Whatever it is that fails, the command that shows it again must not be lost with it. */
  private int guarded(String what, Supplier<String> again, IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (UnwrittenException e) {
      surroundings.err().println("rollout: " + e.getMessage());
      return ExitCode.UNWRITTEN;
    } catch (RuntimeException | Error e) {
      PrintWriter err = surroundings.err();
      err.println("rollout: %s failed: %s".formatted(what, e));
      err.println("This is a defect of the rehearsal, not of your command. To see it again:");
      err.println("  " + again.get());
      e.printStackTrace(err);
      return ExitCode.INTERNAL;
    }
  }
}
