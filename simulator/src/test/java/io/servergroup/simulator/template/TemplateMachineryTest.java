package io.servergroup.simulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests' own reader of templates does what CloudFormation and SAM do. */
final class TemplateMachineryTest {
  private static final String SERVERS =
      """
      AWSTemplateFormatVersion: 2010-09-09
      Parameters:
        Size: {Type: Number, Default: 2}
        Subnets: {Type: CommaDelimitedList, Default: "subnet-a, subnet-b"}
        Names: {Type: CommaDelimitedList, Default: ""}
        Public: {Type: String, Default: "false"}
      Mappings:
        Servers:
          "1": {Indexes: ["0"]}
          "2": {Indexes: ["0", "1"]}
      Conditions:
        IsPublic: !Equals [!Ref Public, "true"]
        HasNames: !Not [!Equals [!Join ["", !Ref Names], ""]]
        Both: !And [!Condition IsPublic, !Condition HasNames]
      Resources:
        Table:
          Type: AWS::DynamoDB::Table
          Properties: {TableName: !Sub "${AWS::StackName}-locks"}
        Fn::ForEach::Servers:
          - I
          - !FindInMap [Servers, !Ref Size, Indexes]
          - Interface${I}:
              Type: AWS::EC2::NetworkInterface
              Properties:
                SubnetId: !Select [!Ref I, !Ref Subnets]
                Name: !If [HasNames, !Select [!Ref I, !Ref Names], !Ref AWS::NoValue]
                Tags:
                  - {Key: ServerGroupIndex, Value: !Ref I}
                  - !If [IsPublic, {Key: Public, Value: "yes"}, !Ref AWS::NoValue]
            Address${I}:
              Type: AWS::EC2::EIP
              Condition: IsPublic
              Properties:
                Interface: {Ref: !Sub "Interface${I}"}
                Private: {Fn::GetAtt: [!Sub "Interface${I}", PrimaryPrivateIpAddress]}
                Name: !Sub "${AWS::StackName}-${I}"
      Outputs:
        Fn::ForEach::Addresses:
          - I
          - !FindInMap [Servers, !Ref Size, Indexes]
          - Interface${I}Id:
              Value: {Ref: !Sub "Interface${I}"}
        Locks: {Value: !GetAtt Table.Arn}
      """;

  private static Stack servers(Map<String, String> parameters) {
    return Template.parse(SERVERS).deploy(parameters);
  }

  @Test
  void aLoopMakesOneResourcePerItemAndLeavesOutWhatHasNoCondition() {
    assertEquals(
        List.of("Table", "Interface0", "Interface1"),
        List.copyOf(servers(Map.of()).resources().keySet()));
    assertEquals(
        List.of("Table", "Interface0", "Address0"),
        List.copyOf(servers(Map.of("Size", "1", "Public", "true")).resources().keySet()));
  }

  @Test
  void theIdentifierIsReplacedInRefSubAndNames() {
    Stack stack = servers(Map.of("Public", "true"));

    assertEquals(
        Map.of(
            "Interface", "<Interface1>",
            "Private", "<Interface1.PrimaryPrivateIpAddress>",
            "Name", "tools-1"),
        stack.properties("Address1"));
    assertEquals(
        Map.of(
            "Interface0Id",
            "<Interface0>",
            "Interface1Id",
            "<Interface1>",
            "Locks",
            "arn:aws:dynamodb:eu-west-1:111111111111:table/tools-locks"),
        stack.outputs());
  }

  @Test
  void whatHasNoValueIsNotThere() {
    assertEquals(
        Map.of(
            "SubnetId",
            "subnet-b",
            "Tags",
            List.of(Map.of("Key", "ServerGroupIndex", "Value", "1"))),
        servers(Map.of()).properties("Interface1"));
    assertEquals("one", servers(Map.of("Names", "zero, one")).properties("Interface1").get("Name"));
  }

  @Test
  void conditionsFollowFromParameters() {
    assertTrue(servers(Map.of("Names", "a,b", "Public", "true")).holds("Both"));
    assertEquals(false, servers(Map.of("Public", "true")).holds("Both"));
  }

  @Test
  void referencesAreThoseOfTheBranchThatIsTaken() {
    Stack stack = servers(Map.of("Public", "true"));

    assertEquals(Set.of("Interface0"), stack.references(stack.require("Address0").properties()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Server${I}: {Type: A, Properties: {Name: "${I}"}}            | outside Fn::Sub
          Server${I}: {Type: A, DependsOn: "Other${I}"}                 | outside Fn::Sub
          Server: {Type: A}                                             | needs ${I}
          Server${I}: {Type: A, Properties: {P: {'Fn::ForEach::L': [J, [a], {'X${J}': b}]}}} | below the top
          """)
  void whatNotEveryProgramWritesOutAlikeIsRefused(String body, String reason) {
    Template template =
        Template.parse(
            "Resources:\n  Fn::ForEach::Servers:\n    - I\n    - ['0']\n    - " + body.strip());

    String message =
        assertThrows(IllegalArgumentException.class, () -> template.deploy(Map.of())).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void aLoopAtTheTopOfPropertiesIsWrittenOut() {
    Stack stack =
        Template.parse(
                """
                Resources:
                  Board:
                    Type: A
                    Properties:
                      Fn::ForEach::P: [Name, [One, Two], {"Of${Name}": !Sub "is ${Name}"}]
                """)
            .deploy(Map.of());

    assertEquals(Map.of("OfOne", "is One", "OfTwo", "is Two"), stack.properties("Board"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !GetAZs ""                    | GetAZs is not worked out
          !ImportValue x                | ImportValue is not worked out
          !Ref Nobody                   | no resource Nobody
          !GetAtt Hidden.Arn            | left out by its condition
          !FindInMap [M, a, b]          | has nothing at a, b
          !Select [2, [a, b]]           | no item 2
          !Length a                     | expected a list
          !Length {Ref: Empty}          | list parameter that is empty
          """)
  void whatIsNotKnownIsRefused(String value, String reason) {
    Stack stack =
        Template.parse(
                """
                Parameters: {Empty: {Type: CommaDelimitedList, Default: ""}}
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  Hidden: {Type: A, Condition: Never}
                  Shown: {Type: A, Properties: {Value: %s}}
                """
                    .formatted(value.strip()))
            .deploy(Map.of());

    String message =
        assertThrows(IllegalArgumentException.class, () -> stack.properties("Shown")).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Template.parse("Resources: {A: {Type: X}, A: {Type: Y}}"));
  }

  @Test
  void parametersAreHeldToTheirLimits() {
    Template template =
        Template.parse(
            """
            Parameters:
              Size: {Type: Number, MinValue: 1, MaxValue: 3, Default: 1, ConstraintDescription: 1 to 3}
              Kind: {Type: String, AllowedValues: [EC2, ELB], Default: EC2}
              Name: {Type: String, AllowedPattern: "[a-z]+", MaxLength: 3}
            Resources: {}
            """);

    assertEquals(
        Map.of("Size", "1 to 3", "Kind", "", "Name", ""),
        template.deploy(Map.of("Size", "4", "Kind", "x", "Name", "long")).parameters().refusals());
    assertEquals(Map.of(), template.deploy(Map.of("Name", "abc")).parameters().refusals());
    assertThrows(IllegalArgumentException.class, () -> template.deploy(Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> template.deploy(Map.of("Name", "a", "Nobody", "b")));
  }

  @Test
  void samMakesVersionsAliasesRulesAndPermissions() {
    Stack stack =
        Template.parse(
                """
                Globals: {Function: {Environment: {Variables: {A: a}}, AutoPublishAlias: live}}
                Resources:
                  Role: {Type: AWS::IAM::Role, Properties: {RoleName: r}}
                  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}
                  Reconcile:
                    Type: AWS::Serverless::Function
                    Properties:
                      FunctionName: tools-Reconcile
                      Role: !GetAtt Role.Arn
                      Environment: {Variables: {B: b}}
                      EventInvokeConfig:
                        DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Queue.Arn}}
                      Events:
                        Hooks: {Type: EventBridgeRule, Properties: {Pattern: {source: [x]}}}
                  Machine:
                    Type: AWS::Serverless::StateMachine
                    Properties:
                      Name: m
                      Role: !GetAtt Role.Arn
                      DefinitionSubstitutions: {F: !Ref Reconcile.Alias, G: !Sub "${Reconcile.Alias}"}
                """)
            .deploy(Map.of());

    assertEquals(
        Map.of("A", "a", "B", "b"),
        Values.mapIn(Values.mapIn(stack.properties("Reconcile"), "Environment"), "Variables"));
    String alias = "arn:aws:lambda:eu-west-1:111111111111:function:tools-Reconcile:live";
    assertEquals(
        Map.of("F", alias, "G", alias), stack.properties("Machine").get("DefinitionSubstitutions"));
    assertEquals(
        List.of(
            new SamResources.Made("Role", "AWS::IAM::Role", Set.of()),
            new SamResources.Made("Queue", "AWS::SQS::Queue", Set.of()),
            new SamResources.Made("Reconcile", "AWS::Lambda::Function", Set.of("Role")),
            new SamResources.Made("ReconcileVersion", "AWS::Lambda::Version", Set.of("Reconcile")),
            new SamResources.Made(
                "ReconcileAliaslive",
                "AWS::Lambda::Alias",
                Set.of("Reconcile", "ReconcileVersion")),
            new SamResources.Made(
                "ReconcileEventInvokeConfig",
                "AWS::Lambda::EventInvokeConfig",
                Set.of("Queue", "Reconcile", "ReconcileAliaslive")),
            new SamResources.Made(
                "ReconcileHooks", "AWS::Events::Rule", Set.of("ReconcileAliaslive")),
            new SamResources.Made(
                "ReconcileHooksPermission",
                "AWS::Lambda::Permission",
                Set.of("ReconcileAliaslive", "ReconcileHooks")),
            new SamResources.Made(
                "Machine",
                "AWS::StepFunctions::StateMachine",
                Set.of("Role", "ReconcileAliaslive"))),
        SamResources.of(stack));
  }
}
