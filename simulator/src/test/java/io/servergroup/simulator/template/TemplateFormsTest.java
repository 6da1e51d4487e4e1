package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forms that SAM's command line, cfn-lint and CloudFormation read alike: nobody can try all three
 * on every change.
 */
class TemplateFormsTest {
  private static final Path ROOT = Path.of("..");
  private static final String LOOP = "Fn::ForEach::";
  private static final Set<String> SECTIONS = Set.of("Resources", "Outputs", "Conditions");
  private static final Template CLUSTER = Template.of("template.yaml");

  @Test
  void everySamCommandThatReadsATemplateIsToldToWriteOutLoops() throws IOException {
    String config = Files.readString(ROOT.resolve("samconfig.toml"));
    for (String command : List.of("global", "build", "validate", "package", "deploy")) {
      String section = config.split("\\[default\\." + command + "\\.parameters]", 2)[1];
      assertTrue(
          section.split("\\n\\[", 2)[0].contains("language_extensions = true"),
          () -> "sam " + command + " fails on Fn::ForEach");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"template.yaml", "control-plane.yaml"})
  void noNameIsPutTogetherOutsideSubNorOfTwoSubstitutions(String file) throws IOException {
    String text = Files.readString(ROOT.resolve(file));
    for (String form : List.of("!Ref\\s+[\"']?\\w*\\$\\{", "\\$\\{[^}]*\\$\\{")) {
      Matcher found = Pattern.compile(form).matcher(text);
      assertFalse(found.find(), () -> form + " in " + file);
    }
  }

  /** What becomes of other characters than letters and digits is nobody's to rely on. */
  @Test
  void nothingRefersToWhatALoopOverTextsMakes() throws IOException {
    String text = Files.readString(ROOT.resolve("template.yaml"));
    Matcher made = Pattern.compile("\"(\\w+)&\\{\\w+}\\w*\":").matcher(text);
    Set<String> names = new TreeSet<>();
    while (made.find()) {
      names.add(made.group(1));
    }
    assertEquals(Set.of("SchemaRegistryFrom", "RestProxyFrom", "ConnectFrom", "SshFrom"), names);
    for (String name : names) {
      assertEquals(2, text.split(name + "&", -1).length, () -> name + " is referred to");
    }
  }

  @Test
  void aLoopsVariableChoosesNoConditionAndNoDependency() {
    List<String> wrong = new ArrayList<>();
    loops(
        (identifier, body) ->
            walk(
                body,
                (key, value) -> {
                  Object name =
                      key.equals("Fn::If") ? ((List<?>) value).getFirst() : named(key, value);
                  if (name != null && name.toString().contains(identifier + "}")) {
                    wrong.add(key + " " + name);
                  }
                }));
    assertEquals(List.of(), wrong);
  }

  private static Object named(String key, Object value) {
    return Set.of("Condition", "DependsOn").contains(key) ? value : null;
  }

  @Test
  void loopsStandOnTopOfASectionOrOfPropertiesOnly() {
    List<String> above = new ArrayList<>();
    for (String section : SECTIONS) {
      places(CLUSTER.section(section), section, above);
    }
    assertTrue(above.size() > 5, above::toString);
    above.removeIf(place -> SECTIONS.contains(place) || place.equals("Properties"));
    assertEquals(List.of(), above);
  }

  /** Below which key each loop stands; what a loop makes stands where the loop does. */
  private static void places(Object node, String place, List<String> found) {
    switch (node) {
      case Map<?, ?> map ->
          map.forEach(
              (key, value) -> {
                boolean loop = key.toString().startsWith(LOOP);
                if (loop) {
                  found.add(place);
                }
                places(value, loop ? place : key.toString(), found);
              });
      case List<?> list -> list.forEach(each -> places(each, place, found));
      case null, default -> {}
    }
  }

  @Test
  void everyParameterThatALoopDependsOnHasADefault() {
    Set<String> parameters = new TreeSet<>();
    walk(
        Map.of("sections", SECTIONS.stream().map(CLUSTER::section).toList()),
        (key, value) -> {
          if (key.startsWith(LOOP)) {
            walk(
                ((List<?>) value).get(1),
                (inner, name) -> {
                  if (inner.equals("Ref")) {
                    parameters.add(name.toString());
                  }
                });
          }
        });
    parameters.retainAll(CLUSTER.parameters().keySet());
    assertFalse(parameters.isEmpty());
    parameters.forEach(
        name -> assertTrue(Values.mapIn(CLUSTER.parameters(), name).containsKey("Default"), name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"template.yaml", "control-plane.yaml"})
  void everyDefaultIsAText(String file) {
    Map<String, Object> parameters = Template.of(file).parameters();
    parameters.forEach(
        (name, parameter) -> {
          Object value = Values.map(parameter).get("Default");
          if (value != null) {
            assertInstanceOf(String.class, value, name + " in " + file);
          }
        });
  }

  @Test
  void everyCustomResourceIsAnsweredByAnAliasAndWithinAnHour() {
    int seen = 0;
    Stack stack = CLUSTER.deploy(Deployments.full(3));
    for (Stack.Resource resource : stack.resources().values()) {
      if (resource.type().startsWith("Custom::")) {
        seen++;
        Map<String, Object> declared = Values.mapIn(resource.declaration(), "Properties");
        String token = Values.text(Values.map(declared.get("ServiceToken")).get("Ref"));
        assertTrue(token.endsWith(".Alias"), resource.id() + " has the token " + token);
        assertTrue(
            Long.parseLong(declared.get("ServiceTimeout").toString()) <= 3_600, resource.id());
      }
    }
    assertTrue(seen > 5, seen + " custom resources");
  }

  @Test
  void functionsAreCalledByTheirAliasesAndSchedulesAreRules() {
    assertEquals("live", CLUSTER.globals("AWS::Serverless::Function").get("AutoPublishAlias"));
    for (Stack.Resource function :
        CLUSTER.deploy(Deployments.full(1)).ofType("AWS::Serverless::Function")) {
      Map<String, Object> properties = Values.mapIn(function.declaration(), "Properties");
      Object events = properties.get("Events");
      for (Object event : events == null ? List.of() : Values.map(events).values()) {
        String type = Values.text(Values.map(event).get("Type"));
        assertTrue(Set.of("EventBridgeRule", "Schedule").contains(type), function.id() + type);
      }
    }
  }

  @Test
  void aVolumesZoneIsLookedUpFromItsSubnet() {
    Stack stack = CLUSTER.deploy(Deployments.full(2));
    for (Stack.Resource volume : stack.ofType("AWS::EC2::Volume")) {
      Object zone = Values.mapIn(volume.declaration(), "Properties").get("AvailabilityZone");
      assertTrue(
          stack.references(zone).stream()
              .anyMatch(id -> stack.require(id).type().equals("Custom::SubnetZones")),
          () -> volume.id() + " takes its zone from " + zone);
    }
    assertEquals(2, stack.ofType("AWS::EC2::Volume").size());
  }

  @Test
  void securityGroupsAreNamedByTheirIds() throws IOException {
    String text = Files.readString(ROOT.resolve("template.yaml"));
    assertFalse(text.contains("!Ref ServerSecurityGroup"));
    assertTrue(text.contains("!GetAtt ServerSecurityGroup.GroupId"));
  }

  @Test
  void anElasticIpIsTheInterfacesAndNoFunctionMayMoveIt() throws IOException {
    Stack stack = CLUSTER.deploy(Deployments.full(1));
    Map<String, Object> association =
        Values.mapIn(
            stack.ofType("AWS::EC2::EIPAssociation").getFirst().declaration(), "Properties");
    assertTrue(stack.references(association.get("NetworkInterfaceId")).contains("Interface0"));
    assertFalse(Files.readString(ROOT.resolve("template.yaml")).contains("ec2:AssociateAddress"));
  }

  private static void loops(BiConsumer<String, Object> each) {
    walk(
        Map.of("sections", SECTIONS.stream().map(CLUSTER::section).toList()),
        (key, value) -> {
          if (key.startsWith(LOOP)) {
            each.accept(((List<?>) value).getFirst().toString(), ((List<?>) value).get(2));
          }
        });
  }

  private static void walk(Object node, BiConsumer<String, Object> entry) {
    switch (node) {
      case Map<?, ?> map ->
          map.forEach(
              (key, value) -> {
                entry.accept(key.toString(), value);
                walk(value, entry);
              });
      case List<?> list -> list.forEach(each -> walk(each, entry));
      case null, default -> {}
    }
  }
}
