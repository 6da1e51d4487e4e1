package io.servergroup.simulator.template;

import java.util.Map;

/**
 * What {@code Ref} and {@code Fn::GetAtt} of a resource give. The ARN of something that the
 * template names follows from the name; of everything else only AWS knows it, and the answer is
 * symbolic.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">Resource
 *     types: return values</a>
 */
final class Attributes {
  /** The property that names a resource, by its type. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("AWS::Serverless::Function", "FunctionName"),
          Map.entry("AWS::Serverless::StateMachine", "Name"),
          Map.entry("AWS::DynamoDB::Table", "TableName"),
          Map.entry("AWS::IAM::Role", "RoleName"),
          Map.entry("AWS::IAM::InstanceProfile", "InstanceProfileName"),
          Map.entry("AWS::Logs::LogGroup", "LogGroupName"),
          Map.entry("AWS::SQS::Queue", "QueueName"),
          Map.entry("AWS::SNS::Topic", "TopicName"),
          Map.entry("AWS::Events::EventBus", "Name"),
          Map.entry("AWS::Events::Rule", "Name"),
          Map.entry("AWS::CloudWatch::Alarm", "AlarmName"),
          Map.entry("AWS::CloudWatch::CompositeAlarm", "AlarmName"),
          Map.entry("AWS::CloudWatch::Dashboard", "DashboardName"),
          Map.entry("AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName"));

  private final Stack stack;

  Attributes(Stack stack) {
    this.stack = stack;
  }

  Object ref(String name) {
    if (SamResources.isReference(name)) {
      return ofSam(name);
    }
    String type = stack.require(name).type();
    return switch (type) {
      case "AWS::Serverless::StateMachine", "AWS::SNS::Topic" -> arn(name);
      case "AWS::SQS::Queue" ->
          "https://sqs.%s.amazonaws.com/%s/%s"
              .formatted(Pseudo.REGION, Pseudo.ACCOUNT, named(name));
      default -> named(name);
    };
  }

  String attribute(String resource, String attribute) {
    String type = stack.require(resource).type();
    return switch (type + " " + attribute) {
      case "AWS::Serverless::Function Arn",
          "AWS::Serverless::StateMachine Arn",
          "AWS::DynamoDB::Table Arn",
          "AWS::IAM::Role Arn",
          "AWS::IAM::InstanceProfile Arn",
          "AWS::Logs::LogGroup Arn",
          "AWS::SQS::Queue Arn",
          "AWS::SNS::Topic TopicArn",
          "AWS::Events::EventBus Arn",
          "AWS::CloudWatch::Alarm Arn",
          "AWS::CloudWatch::CompositeAlarm Arn" ->
          arn(resource);
      case "AWS::Serverless::StateMachine Name",
          "AWS::SQS::Queue QueueName",
          "AWS::SNS::Topic TopicName",
          "AWS::Events::EventBus Name" ->
          named(resource);
      default -> symbol(resource + "." + attribute);
    };
  }

  private String ofSam(String reference) {
    String function = SamResources.owner(reference);
    String part = reference.substring(function.length() + 1);
    return switch (part) {
      case "Alias" -> arn(function) + ":" + stack.properties(function).get("AutoPublishAlias");
      case "Version" -> arn(function) + ":" + symbol(reference);
      default -> throw new IllegalArgumentException("SAM makes no " + reference);
    };
  }

  private String arn(String id) {
    String name = named(id);
    return switch (stack.require(id).type()) {
      case "AWS::Serverless::Function" -> Pseudo.arn("lambda", "function:" + name);
      case "AWS::Serverless::StateMachine" -> Pseudo.arn("states", "stateMachine:" + name);
      case "AWS::DynamoDB::Table" -> Pseudo.arn("dynamodb", "table/" + name);
      case "AWS::Logs::LogGroup" -> Pseudo.arn("logs", "log-group:" + name + ":*");
      case "AWS::SQS::Queue" -> Pseudo.arn("sqs", name);
      case "AWS::SNS::Topic" -> Pseudo.arn("sns", name);
      case "AWS::Events::EventBus" -> Pseudo.arn("events", "event-bus/" + name);
      case "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm" ->
          Pseudo.arn("cloudwatch", "alarm:" + name);
      case "AWS::IAM::Role" -> global("role/" + name);
      case "AWS::IAM::InstanceProfile" -> global("instance-profile/" + name);
      default -> symbol(id + ".Arn");
    };
  }

  private static String global(String resource) {
    return "arn:" + Pseudo.PARTITION + ":iam::" + Pseudo.ACCOUNT + ":" + resource;
  }

  private String named(String id) {
    String property = NAMES.get(stack.require(id).type());
    Map<String, Object> properties = stack.require(id).properties();
    return property != null && properties.containsKey(property)
        ? Values.text(stack.value(properties.get(property)))
        : symbol(id);
  }

  /** Stands for what only AWS knows. */
  static String symbol(String what) {
    return "<" + what + ">";
  }
}
