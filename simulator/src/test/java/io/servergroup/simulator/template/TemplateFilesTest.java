package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.servergroup.cost.Usage;
import io.servergroup.lambda.Settings;
import io.servergroup.simulator.rehearsal.FunctionTimeouts;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template deploys what there is: handlers, state machines, settings, tags. */
final class TemplateFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final Template CLUSTER = Template.of("template.yaml");
  private static final Template CONTROL_PLANE = Template.of("control-plane.yaml");

  static List<Stack> stacks() {
    return List.of(
        CLUSTER.deploy(Deployments.full(3)), CONTROL_PLANE.deploy(Deployments.controlPlane()));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyHandlerIsAClassThatLambdaCanMake(Stack stack) throws ReflectiveOperationException {
    for (Stack.Resource function : functions(stack)) {
      String handler = Values.text(stack.properties(function.id()).get("Handler"));
      assertEquals("io.servergroup.lambda." + function.id() + "Handler", handler);
      Class<?> type = Class.forName(handler);
      assertTrue(Modifier.isPublic(type.getModifiers()), handler);
      assertTrue(Modifier.isPublic(type.getConstructor().getModifiers()), handler);
      assertTrue(
          RequestHandler.class.isAssignableFrom(type)
              || RequestStreamHandler.class.isAssignableFrom(type),
          handler + " handles no requests");
    }
  }

  @Test
  void everyHandlerThereIsIsDeployed() throws IOException {
    Stack stack = CLUSTER.deploy(Deployments.full(1));
    Path folder = ROOT.resolve("functions/src/main/java/io/servergroup/lambda");
    Set<String> deployed = new TreeSet<>();
    functions(stack).forEach(function -> deployed.add(function.id() + "Handler.java"));
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> handlers = new TreeSet<>();
      files.map(file -> file.getFileName().toString()).forEach(handlers::add);
      handlers.removeIf(name -> !name.endsWith("Handler.java"));
      assertEquals(handlers, deployed);
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void functionsAreKilledWhenRehearsalsKillThem(Stack stack) {
    Map<String, Duration> deployed = new TreeMap<>();
    functions(stack)
        .forEach(
            function ->
                deployed.put(
                    function.id(),
                    Duration.ofSeconds(
                        Long.parseLong(
                            Values.text(stack.properties(function.id()).get("Timeout"))))));
    Map<String, Duration> rehearsed = new TreeMap<>(FunctionTimeouts.all());
    // Whoever brings groups of their own has no stack resources.
    rehearsed.keySet().retainAll(deployed.keySet());

    assertTrue(rehearsed.size() > 10, rehearsed::toString);
    rehearsed.forEach((name, timeout) -> assertEquals(timeout, deployed.get(name), name));
  }

  /**
   * Called by CloudFormation, by EventBridge about the end of an execution, or by a person: nobody
   * of whom would wait until Lambda has taken up a snapshot again that it put to rest.
   */
  private static final Set<String> RARE =
      Set.of(
          "AnswerStack",
          "ClusterInputs",
          "ControlRollout",
          "DnsRecords",
          "RolloutEnded",
          "RolloutResource");

  /** SnapStart serves published versions only, so whoever calls a function calls its alias. */
  @ParameterizedTest
  @MethodSource("stacks")
  void everyFunctionThatIsCalledOftenStartsFromASnapshotAndEachHasARoleAndALogOfItsOwn(
      Stack stack) {
    for (Stack.Resource function : functions(stack)) {
      Map<String, Object> properties = stack.properties(function.id());
      assertEquals(
          Map.of("ApplyOn", RARE.contains(function.id()) ? "None" : "PublishedVersions"),
          properties.get("SnapStart"),
          function.id());
      assertEquals("live", properties.get("AutoPublishAlias"), function.id());
      assertEquals("java25", properties.get("Runtime"), function.id());
      // What a rollout costs is foreseen with this memory, at the price of this architecture.
      assertEquals(
          Integer.toString(Usage.MEMORY_MB),
          Values.text(properties.get("MemorySize")),
          function.id());
      assertEquals(List.of("arm64"), properties.get("Architectures"), function.id());
      assertEquals(
          stack.value(Map.of("Fn::GetAtt", List.of(function.id() + "Role", "Arn"))),
          properties.get("Role"));
      assertEquals(
          stack.value(Map.of("Ref", function.id() + "Logs")),
          Values.mapIn(properties, "LoggingConfig").get("LogGroup"),
          function.id());
      assertEquals(
          "/aws/lambda/" + properties.get("FunctionName"),
          stack.properties(function.id() + "Logs").get("LogGroupName"));
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyVariableIsASettingAndEveryRequiredSettingIsGiven(Stack stack) throws IOException {
    String source =
        Files.readString(
            ROOT.resolve("functions/src/main/java/io/servergroup/lambda/Settings.java"));
    Set<String> known = found("\"([A-Z]+(?:_[A-Z]+)+)\"", source);
    Set<String> required = found("required\\(\\s*\"([A-Z_]+)\"", source);
    assertTrue(required.contains("LOCK_TABLE"), required::toString);

    for (Stack.Resource function : functions(stack)) {
      Set<String> given =
          Values.mapIn(Values.mapIn(stack.properties(function.id()), "Environment"), "Variables")
              .keySet();
      assertEquals(Set.of(), without(given, known), function.id() + " is given");
      assertEquals(Set.of(), without(required, given), function.id() + " lacks");
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void theScheduleRunsAsOftenAsTheFunctionsAreTold(Stack stack) {
    Map<String, Object> reconcile = stack.properties("Reconcile");
    String seconds =
        Values.text(
            Values.mapIn(Values.mapIn(reconcile, "Environment"), "Variables")
                .get("CHECK_PERIOD_SECONDS"));
    List<Object> rates =
        Values.mapIn(reconcile, "Events").values().stream()
            .map(Values::map)
            .filter(event -> event.get("Type").equals("Schedule"))
            .map(event -> Values.mapIn(event, "Properties").get("Schedule"))
            .toList();

    assertEquals(Settings.USUAL_CHECK_PERIOD.toSeconds(), Long.parseLong(seconds));
    assertEquals(List.of("rate(" + Settings.USUAL_CHECK_PERIOD.toMinutes() + " minutes)"), rates);
  }

  @Test
  void everyStateMachineIsDeployed() throws IOException {
    Stack stack = CLUSTER.deploy(Deployments.full(1));
    try (Stream<Path> files = Files.list(ROOT.resolve("statemachine"))) {
      assertEquals(
          files.map(file -> "statemachine/" + file.getFileName()).sorted().toList(),
          machines(stack).stream()
              .map(machine -> machine.properties().get("DefinitionUri"))
              .sorted()
              .toList());
    }
  }

  /** SAM puts in what is defined, and leaves what is not as it stands, for AWS to refuse. */
  @ParameterizedTest
  @MethodSource("stacks")
  void everySubstitutionIsTheThingThatItsNameSays(Stack stack) throws IOException {
    for (Stack.Resource machine : machines(stack)) {
      Map<String, Object> properties = stack.properties(machine.id());
      String file = Values.text(properties.get("DefinitionUri"));
      Map<String, Object> expected = new TreeMap<>();
      for (String name : found("\\$\\{(\\w+)}", Files.readString(ROOT.resolve(file)))) {
        expected.put(name, named(stack, name));
      }

      assertTrue(!expected.isEmpty(), file);
      assertEquals(
          expected, new TreeMap<>(Values.mapIn(properties, "DefinitionSubstitutions")), file);
    }
  }

  /** Functions by their alias, so that a snapshot is started and not everything anew. */
  private static Object named(Stack stack, String substitution) {
    return substitution.endsWith("FunctionArn")
        ? stack.value(Map.of("Ref", substitution.replace("FunctionArn", "") + ".Alias"))
        : stack.value(Map.of("Ref", substitution.replace("StateMachineArn", "")));
  }

  @Test
  void theLocksHaveTheKeyThatTheFunctionsAskFor() {
    assertEquals(
        List.of(Map.of("AttributeName", "ServerGroupName", "KeyType", "HASH")),
        CLUSTER.deploy(Deployments.full(1)).properties("Locks").get("KeySchema"));
  }

  @Test
  void theControlPlaneAloneCanBeWorkedOutWhateverIsAskedFor() {
    for (Map<String, String> parameters :
        List.of(Map.<String, String>of(), Deployments.controlPlane())) {
      Stack stack = CONTROL_PLANE.deploy(parameters);
      stack.resources().keySet().forEach(stack::properties);
      stack.outputs();
      assertEquals(Optional.empty(), Dependencies.of(stack).circle());
    }
  }

  @Test
  void everyAlarmHasAnEntryOnWhatToDo() throws IOException {
    String operating = Files.readString(ROOT.resolve("docs/OPERATING.md"));
    Set<String> entries = found("(?m)^### (\\w+Alarm)$", operating);
    Set<String> alarms = alarms(CLUSTER.deploy(Deployments.full(1)));

    assertTrue(alarms.size() > 5, alarms::toString);
    assertEquals(alarms, entries);
    assertEquals(
        Set.of(), without(alarms(CONTROL_PLANE.deploy(Deployments.controlPlane())), entries));
  }

  private static Set<String> alarms(Stack stack) {
    Set<String> alarms = new TreeSet<>();
    Stream.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
        .flatMap(type -> stack.ofType(type).stream())
        .forEach(alarm -> alarms.add(alarm.id()));
    return alarms;
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    Set<String> left = new TreeSet<>(all);
    left.removeAll(others);
    return left;
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Stack.Resource> functions(Stack stack) {
    return stack.ofType("AWS::Serverless::Function");
  }

  private static List<Stack.Resource> machines(Stack stack) {
    return stack.ofType("AWS::Serverless::StateMachine");
  }
}
