package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.servergroup.aws.AwsClients;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import io.servergroup.simulator.rehearsal.RunningRollout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class InspectCommandTest {
  @Test
  void aGroupInOrderExitsZero() {
    CommandRun run = CommandRun.of("inspect", "--group", "confluent-tools");

    assertEquals(ExitCode.GOOD, run.exitCode(), run.err());
    assertTrue(run.out().endsWith("\nIN ORDER: 3 servers\n"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void aFindingExitsOneAndNamesServerAndResource() {
    CommandRun run = CommandRun.of("inspect", "--simulated", "--drift", "record");

    assertEquals(ExitCode.BAD, run.exitCode(), run.err());
    assertTrue(
        run.out().contains("DRIFTED\n  server 0  0.confluent-tools.example.com\n"), run.out());
    assertTrue(run.out().endsWith("\nNOT IN ORDER: 1 of 6 servers; 1 drifted\n"), run.out());
  }

  @Test
  void theExampleOfTheDocumentsIsWhatIsPrinted() throws IOException {
    String command = "inspect --simulated --servers 3 --drift record --drift volume";
    String document = Files.readString(Path.of("../docs/OPERATING.md"));

    assertTrue(document.contains("./rollout " + command + "\n"), "the example's command");
    String out = CommandRun.of(command.split(" ")).out();
    assertTrue(
        withoutChance(document).contains("```\n" + withoutChance(out) + "```\n"),
        () -> "this is printed now: " + out);
  }

  @Test
  void withNamesOfUsualLengthNothingIsWiderThanEightyColumns() {
    CommandRun run =
        CommandRun.of(
            "inspect --simulated --drift record --drift tag --drift duplicate --drift hook"
                .split(" "));

    assertEquals(List.of(), run.out().lines().filter(line -> line.length() > 80).toList());
  }

  @Test
  void regionAndProfileReachTheAccountAndOtherOptionsTheSimulator() {
    SimulatedAccounts accounts = new SimulatedAccounts();

    CommandRun.of(
        accounts, "inspect --group confluent-tools --region eu-west-1 --profile ops".split(" "));
    CommandRun.of(
        accounts, "inspect --simulated --servers 2 --seed 7 --drift tag --drift hook".split(" "));
    CommandRun.of(accounts, "inspect", "--simulated");

    assertEquals(
        List.of("real eu-west-1 ops", "simulated 2 7 [TAG, HOOK]", "simulated 6 1 []"),
        accounts.asked);
  }

  @Test
  void aGroupWithOtherHooksIsInOrderOnceTheyAreNamed() {
    String[] named = {
      "inspect", "--simulated", "--launch-hook", "server-group-launch", "--terminate-hook", "bye"
    };

    CommandRun run = CommandRun.of(named);

    assertEquals(ExitCode.BAD, run.exitCode());
    assertTrue(run.out().contains("the group has no hook named bye"), run.out());
    assertFalse(run.out().contains("no hook named server-group-launch"), run.out());
  }

  @Test
  void aProfileThatThereIsNotIsToldWithEverythingElseThatIsWrong() {
    SimulatedAccounts accounts = new SimulatedAccounts();

    CommandRun run = CommandRun.of(accounts, "inspect", "--region", "x", "--profile", "unknown");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--group: found nothing"), run.err());
    assertTrue(run.err().contains("--region: found 'x'"), run.err());
    assertTrue(run.err().contains("--profile: found 'unknown'"), run.err());
    assertEquals(List.of(), accounts.asked);
  }

  @Test
  void aNameThatNoGroupCarriesListsTheNamesThereAre() {
    CommandRun run = CommandRun.of("inspect", "--group", "confluent-tolls");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals("", run.out());
    assertTrue(
        run.err()
            .startsWith(
                "rollout: --group: found 'confluent-tolls', which no Auto Scaling group of this"
                    + " account and region has as its tag ServerGroupName; right is one of"
                    + " confluent-tools\n"),
        run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Unable to load region from any of the providers|no AWS region was found; give one with"
            + " --region, or set AWS_REGION",
        "Unable to load credentials from any of the providers|no AWS credentials were found; choose"
            + " a profile with --profile or AWS_PROFILE, sign in with `aws sso login`, or set"
            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        "Connection refused|no answer to autoscaling:DescribeAutoScalingGroups,"
            + " autoscaling:DescribeWarmPool (Connection refused); check the network, the region's"
            + " name and AWS_ENDPOINT_URL",
        "ec2.eu-nowhere-9.amazonaws.com|no answer to autoscaling:DescribeAutoScalingGroups,"
            + " autoscaling:DescribeWarmPool (there is no address of"
            + " ec2.eu-nowhere-9.amazonaws.com); check the network, the region's name and"
            + " AWS_ENDPOINT_URL",
        "The SSO session has expired|autoscaling:DescribeAutoScalingGroups,"
            + " autoscaling:DescribeWarmPool could not be asked for (The SSO session has expired);"
            + " correct what that names: the environment, ~/.aws/config or the session",
      })
  void anAccountThatCannotBeReadExitsThreeWithOneLineThatSaysWhatToDo(String said, String told) {
    SdkClientException error =
        switch (said) {
          case "Connection refused" -> SdkClientException.create(said, new ConnectException(said));
          case "ec2.eu-nowhere-9.amazonaws.com" ->
              SdkClientException.create(
                  "Received an UnknownHostException. See cause for the exact endpoint",
                  new UnknownHostException(said + ": Name or service not known"));
          default -> SdkClientException.create(said);
        };

    CommandRun run = CommandRun.of(new Unreachable(error), "inspect", "--group", "x");

    assertEquals(ExitCode.UNREADABLE, run.exitCode());
    assertEquals("", run.out());
    assertEquals("rollout: " + told + "\n", run.err());
  }

  @Test
  void aDefectExitsSeventyAndIsNotTakenForAFinding() {
    CommandRun run =
        CommandRun.of(
            new Unreachable(new IllegalStateException("no such move")), "inspect", "--group", "x");

    assertEquals(ExitCode.INTERNAL, run.exitCode());
    assertTrue(
        run.err()
            .startsWith(
                "rollout: the inspection failed: java.lang.IllegalStateException: no such move\n"),
        run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "inspect|--group: found nothing; right is the name of a server group, as in the tag"
            + " ServerGroupName, for example --group confluent-tools",
        "inspect --group|--group: found no value; right is the name of a server group, as in the tag"
            + " ServerGroupName, for example --group confluent-tools",
        "inspect --group x --region Ireland|--region: found 'Ireland'; right is the name of an AWS"
            + " region, for example --region eu-west-1",
        "inspect --group x --drift tag|--drift: found without --simulated; right is to leave it out",
        "inspect --group x --servers 3|--servers: found without --simulated; right is to leave it"
            + " out",
        "inspect --group x --seed 3|--seed: found without --simulated; right is to leave it out",
        "inspect --simulated --profile x|--profile: found together with --simulated; right is to"
            + " leave it out",
        "inspect --simulated --region eu-west-1|--region: found together with --simulated; right is"
            + " to leave it out",
        "inspect --simulated --servers 0|--servers: found '0'; right is a whole number from 1 to"
            + " 1000, for example --servers 6",
        "inspect --simulated --seed x|--seed: found 'x'; right is a whole number of at most 64 bits,"
            + " for example --seed 42",
        "inspect --simulated --drift rust|--drift: found 'rust'; right is record, tag, attachment,"
            + " volume, duplicate or hook",
        "inspect --simulated --servers 1 --drift tag --drift tag|--drift: found 2 times; right is at"
            + " most once for each server (--servers is 1)",
      })
  void wrongUsageNamesTheOptionWhatWasFoundAndWhatIsRight(String arguments, String finding) {
    CommandRun run = CommandRun.of(arguments.split(" "));

    assertEquals("rollout: " + finding + "\nSee `rollout inspect --help`.\n", run.err());
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals("", run.out());
  }

  @Test
  void allWrongValuesAreReportedAtOnce() {
    CommandRun run =
        CommandRun.of("inspect --simulated --servers x --seed y --drift z --region q".split(" "));

    assertEquals(5, run.err().lines().count(), run.err());
  }

  @Test
  void aGroupWithoutIdentitiesIsInOrderAndNobodyMissesAny() throws Exception {
    OneAccount account = new OneAccount(RunningRollout.notYetWithoutIdentity(2));
    CommandRun run = CommandRun.of(account, "inspect", "--group", "confluent-tools");
    CommandRun json = CommandRun.of(account, "inspect", "--group", "confluent-tools", "--json");

    assertEquals(ExitCode.GOOD, run.exitCode(), run.err());
    assertTrue(
        run.out().replaceAll("i-\\w+", "i-").contains("confluent-tools-0  i-  InService  none\n"),
        run.out());
    assertTrue(
        run.out().endsWith("\nIN ORDER: 2 servers; they have no identities, and need no hooks\n"),
        run.out());
    assertFalse(new ObjectMapper().readTree(json.out()).get("identities").asBoolean());
  }

  @Test
  void jsonIsOneObjectWithItsFieldsInAFixedOrder() throws Exception {
    CommandRun run =
        CommandRun.of("inspect --simulated --servers 2 --drift record --json".split(" "));

    assertEquals(ExitCode.BAD, run.exitCode());
    assertEquals(1, run.out().lines().count());
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals(
        List.of("good", "serverGroup", "readAt", "identities", "counts", "servers", "findings"),
        fields(json));
    assertEquals(
        "{\"servers\":2,\"serversWithFindings\":1,\"serversInTransition\":0,\"missing\":0,"
            + "\"duplicate\":0,\"drifted\":1}",
        json.get("counts").toString());
    assertEquals(
        List.of(
            "server",
            "autoScalingGroup",
            "instance",
            "lifecycleState",
            "ec2State",
            "zone",
            "inTransition",
            "networkInterface",
            "volumes",
            "dnsName",
            "record"),
        fields(json.at("/servers/0")));
    assertEquals(
        List.of("id", "zone", "privateAddress", "elasticAddress", "attachedTo"),
        fields(json.at("/servers/0/networkInterface")));
    assertEquals(
        "{\"state\":\"differs\",\"ttlSeconds\":60,\"addresses\":[\"10.9.9.9\"]}",
        json.at("/servers/0/record").toString());
    assertEquals("right", json.at("/servers/1/record/state").asText());
    assertEquals("running", json.at("/servers/1/ec2State").asText());
    assertEquals(json.at("/servers/1/instance"), json.at("/servers/1/networkInterface/attachedTo"));
    assertEquals(json.at("/servers/1/instance"), json.at("/servers/1/volumes/0/attachedTo"));
    assertTrue(json.at("/servers/1/networkInterface/elasticAddress").isNull());
    assertEquals(List.of("kind", "server", "resource", "message"), fields(json.at("/findings/0")));
    assertEquals("drifted", json.at("/findings/0/kind").asText());
  }

  @Test
  void aServerWithoutASlotHasTheSameFieldsInJson() throws Exception {
    CommandRun run =
        CommandRun.of("inspect --simulated --servers 2 --drift duplicate --json".split(" "));

    JsonNode servers = new ObjectMapper().readTree(run.out()).get("servers");
    assertTrue(servers.get(0).get("networkInterface").isNull());
    assertEquals(fields(servers.get(1)), fields(servers.get(0)));
  }

  @Test
  void helpListsPermissionsAndExitCodes() {
    CommandRun run = CommandRun.of("inspect", "--help");

    assertEquals(ExitCode.GOOD, run.exitCode());
    assertTrue(run.out().contains("3    AWS could not be read"), run.out());
    assertTrue(run.out().contains("ec2:DescribeNetworkInterfaces"), run.out());
  }

  /** Ids and times change with whatever the simulated world does one moment later. */
  private static String withoutChance(String text) {
    return text.replaceAll("-[0-9a-f]{17}\\b", "-id")
        .replaceAll("\\bZ[0-9A-F]{20}\\b", "Zid")
        .replaceAll("read [-0-9T:.]+Z", "read now");
  }

  private static List<String> fields(JsonNode json) {
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  /** An account of which not even a client can be made. */
  private record Unreachable(RuntimeException why) implements RealAccounts {
    @Override
    public Account real(Place place) {
      AwsClients clients =
          (AwsClients)
              Proxy.newProxyInstance(
                  AwsClients.class.getClassLoader(),
                  new Class<?>[] {AwsClients.class},
                  (proxy, method, arguments) -> {
                    throw why;
                  });
      return new Account(clients, InstantSource.system(), Optional.empty());
    }
  }
}
