package io.servergroup.cli;

import io.servergroup.cli.terminal.Interrupt;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.view.InputOption;
import io.servergroup.cli.view.ServedText;
import io.servergroup.endpoint.SimulatedEndpoint;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rollout serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Serve a simulated AWS account at a local address, until Ctrl-C.",
    description = {
      "",
      "Makes a healthy cluster with its control plane in simulated AWS, deploys a new launch template"
          + " version that no server has yet, and answers requests as AWS does: those of the AWS CLI,"
          + " of the SDKs and of these commands. Virtual time goes on meanwhile; a rollout that is"
          + " started there runs with the deployed state machines and functions.",
      "",
      "It prints what to put into the environment. Only this machine can reach the address; any"
          + " credentials are good. Nothing outside this process is touched, and nothing is kept."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:the command line is wrong, or the port is taken",
      "70:the simulated account ended with a defect; please report it with the seed",
      "130:interrupted: the usual end",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollout serve",
      "  rollout serve --servers 30 --topology group-per-zone --pace 600",
      "  rollout serve --pace 1                    (in real time)",
      "  rollout serve --port 0 --json             (for a script: one line with everything)",
      "",
      "Then, in another terminal, with the environment that it prints:",
      "  rollout start --group confluent-tools --watch",
      "  aws stepfunctions start-execution --state-machine-arn ARN \\",
      "      --input '{\"serverGroup\": \"confluent-tools\"}'",
      "  aws autoscaling describe-auto-scaling-instances",
      "  aws ec2 create-launch-template-version --launch-template-name confluent-tools \\",
      "      --launch-template-data ImageId=ami-0another,InstanceType=t3.medium"
    })
final class ServeCommand implements Callable<Integer> {
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final int HIGHEST_PORT = 65_535;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--servers",
      paramLabel = "N",
      defaultValue = "6",
      description = "How many servers the cluster has, 1 to 1000. Default: ${DEFAULT-VALUE}.")
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
          "How the servers are spread over Auto Scaling groups: group-per-server, group-per-zone or"
              + " without-identity. Default: ${DEFAULT-VALUE}.")
  private String topology;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "4580",
      description = "The port; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private String port;

  @Option(
      names = "--pace",
      paramLabel = "X",
      defaultValue = "60",
      description =
          "Virtual seconds in a real second, 0.1 to 3600. A machine that cannot keep up is slower."
              + " Default: ${DEFAULT-VALUE}.")
  private String pace;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides what is left to chance. Default: a fresh one.")
  private String seed;

  @Option(names = "--verbose", description = "Tell every request on standard error.")
  private boolean verbose;

  @Option(
      names = "--json",
      description = "Print one JSON object when requests can be made, and nothing else.")
  private boolean json;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<String> findings = new ArrayList<>();
    RehearsalOptions options =
        new RehearseArguments(findings)
            .options(
                servers,
                Map.of(InputOption.BATCH_SIZE.key(), "1"),
                Optional.ofNullable(seed)
                    .orElseGet(() -> Long.toString(surroundings.seeds().getAsLong())),
                loadBalancers,
                topology,
                new IncidentOptions());
    int wantedPort =
        Numbers.whole(port, 0, HIGHEST_PORT)
            .orElseGet(() -> wrong(findings, Expected.PORT.instead(port)));
    double wantedPace = pace(findings);
    WrongArguments.refuse(spec, findings);
    return Guard.run(
        surroundings,
        "serving the account with seed " + options.seed(),
        () -> serve(options, wantedPort, wantedPace));
  }

  private int serve(RehearsalOptions options, int wantedPort, double wantedPace) {
    try (Interrupt interrupt = surroundings.interrupts().get();
        SimulatedEndpoint endpoint = open(options, wantedPort, wantedPace)) {
      ServedText text = new ServedText(endpoint, options.seed(), wantedPace);
      if (json) {
        surroundings.out().println(text.json());
      } else {
        text.lines(surroundings.launcher())
            .forEach(line -> surroundings.out().println(line.render(surroundings.colour())));
      }
      surroundings.out().flush();
      while (!interrupt.asked()) {
        endpoint.defect().ifPresent(defect -> rethrow(defect));
        surroundings.time().sleep(GLANCE);
      }
      return ExitCode.INTERRUPTED;
    }
  }

  private SimulatedEndpoint open(RehearsalOptions options, int wantedPort, double wantedPace) {
    try {
      return new SimulatedEndpoint(
          options,
          Instant.now().truncatedTo(ChronoUnit.SECONDS),
          wantedPace,
          wantedPort,
          new SimulatedEndpoint.Listeners(this::tell, this::tellDefect));
    } catch (BindException e) {
      throw new WrongArguments(
          spec.commandLine(),
          List.of(
              "--port: found %d, which cannot be had (%s); right is one that is free, for example --port 0"
                  .formatted(wantedPort, e.getMessage())));
    } catch (IOException e) {
      throw new IllegalStateException("no address to serve at: " + e.getMessage(), e);
    }
  }

  private void tell(SimulatedEndpoint.Served served) {
    if (verbose) {
      surroundings.err().println(ServedText.request(served));
      surroundings.err().flush();
    }
  }

  private void tellDefect(Throwable defect) {
    surroundings
        .err()
        .println("rollout: a request met a defect, and was answered with status 500:");
    defect.printStackTrace(surroundings.err());
    surroundings.err().flush();
  }

  private static void rethrow(Throwable defect) {
    throw new IllegalStateException("the simulated world ended: " + defect, defect);
  }

  private double pace(List<String> findings) {
    try {
      double asked = Double.parseDouble(pace);
      if (asked >= 0.1 && asked <= 3600) {
        return asked;
      }
    } catch (NumberFormatException e) {
      // Complained about below, together with numbers that are no pace.
    }
    findings.add(Expected.PACE.instead(pace));
    return 1;
  }

  private static int wrong(List<String> findings, String finding) {
    findings.add(finding);
    return 0;
  }
}
