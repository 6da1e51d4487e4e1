package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.Accounts.Place;
import io.servergroup.cli.terminal.Interrupt;
import io.servergroup.cli.terminal.RealTime;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Serves, until the visitor is done with what was printed. */
  private int serve(Consumer<String> visitor, String... arguments) {
    Interrupt visit =
        new Interrupt() {
          @Override
          public boolean asked() {
            visitor.accept(out.toString());
            return true;
          }

          @Override
          public void close() {
            // The process may end.
          }
        };
    return RolloutCommand.line(
            new SimulatedRehearsal(),
            Sweeping.SIMULATED,
            new UsualAccounts(),
            CommandRun.surroundings(out, err, RealTime.SYSTEM, () -> visit))
        .execute(arguments);
  }

  @Test
  void itPrintsTheEnvironmentAndTheNamesThatACallerNeeds() {
    int exitCode = serve(_ -> {}, "serve --servers 2 --port 0 --pace 1 --seed 3".split(" "));

    assertEquals(ExitCode.INTERRUPTED, exitCode, err::toString);
    String told = out.toString();
    for (String line :
        new String[] {
          "Simulated AWS at http://127.0.0.1:",
          "  export AWS_ENDPOINT_URL=http://127.0.0.1:",
          "  export AWS_REGION=eu-west-1\n",
          "  export AWS_ACCESS_KEY_ID=",
          "  server group       confluent-tools\n",
          "  servers            2, healthy, in 2 Auto Scaling groups\n",
          "  state machine      arn:aws:states:eu-west-1:",
          "  lock table         ServerGroupLocks\n",
          "  seed               3\n",
          "  ./rollout start --group confluent-tools --watch\n",
        }) {
      assertTrue(told.contains(line), () -> line + " is not in " + told);
    }
  }

  @BeforeAll
  static void anyCredentialsAreGood() {
    System.setProperty("aws.accessKeyId", "simulated");
    System.setProperty("aws.secretAccessKey", "simulated");
  }

  @AfterAll
  static void nobodyElseHasThem() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void ourOwnCommandsUseTheAccountAndItsTime() {
    int exitCode =
        serve(
            told -> {
              JsonNode facts = json(told);
              Account account =
                  new UsualAccounts()
                      .real(
                          new Place(
                              Optional.of("eu-west-1"),
                              Optional.empty(),
                              Optional.of(URI.create(facts.get("endpoint").asText()))));
              account.clients().stepFunctions().listStateMachines();
              Instant first = account.clock().instant();
              RealTime.SYSTEM.sleep(Duration.ofMillis(300));
              account.clients().stepFunctions().listStateMachines();
              assertTrue(
                  account.clock().instant().isAfter(first.plusSeconds(60)),
                  "300 ms are five virtual minutes");
            },
            "serve --servers 1 --port 0 --pace 1000 --json".split(" "));
    assertEquals(ExitCode.INTERRUPTED, exitCode, err::toString);
    assertEquals(CommandRun.FRESH_SEED, json(out.toString()).get("seed").asLong());
  }

  @Test
  void aPortThatIsTakenIsWrongUsage() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exitCode = serve(_ -> {}, "serve", "--servers", "1", "--port", "" + taken.getLocalPort());
      assertEquals(ExitCode.USAGE, exitCode);
      assertTrue(
          err.toString()
              .startsWith(
                  "rollout: --port: found %d, which cannot be had".formatted(taken.getLocalPort())),
          err::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--servers 0|--servers: found '0'; right is a whole number from 1 to 1000, for example"
            + " --servers 6",
        "--port 70000|--port: found '70000'; right is a number from 0 (any that is free) to 65535,"
            + " for example --port 4580",
        "--pace 0|--pace: found '0'; right is virtual seconds in a real second, from 0.1 to 3600,"
            + " for example --pace 1 for real time",
        "--pace fast|--pace: found 'fast'; right is virtual seconds in a real second, from 0.1 to"
            + " 3600, for example --pace 1 for real time",
        "--seed x|--seed: found 'x'; right is a whole number of at most 64 bits, for example --seed"
            + " 42",
      })
  void wrongUsageNamesTheOptionWhatWasFoundAndWhatIsRight(String arguments, String finding) {
    int exitCode = serve(_ -> {}, ("serve " + arguments).split(" "));
    assertEquals(ExitCode.USAGE, exitCode);
    assertEquals("rollout: " + finding + "\nSee `rollout serve --help`.\n", err.toString());
    assertEquals("", out.toString());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
