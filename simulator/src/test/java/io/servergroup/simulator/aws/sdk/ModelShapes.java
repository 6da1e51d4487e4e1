package io.servergroup.simulator.aws.sdk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.builder.Buildable;

/** Every client on the class path, and model objects whose every member has a value. */
final class ModelShapes {
  static final List<Class<?>> CLIENTS =
      List.of(
          AutoScalingClient.class,
          CloudFormationClient.class,
          CloudWatchClient.class,
          DynamoDbClient.class,
          Ec2Client.class,
          ElasticLoadBalancingClient.class,
          ElasticLoadBalancingV2Client.class,
          EventBridgeClient.class,
          Route53Client.class,
          SfnClient.class,
          SnsClient.class,
          SqsClient.class);

  private ModelShapes() {}

  /** A builder of a model class. */
  static SdkPojo builder(Class<?> type) {
    try {
      return (SdkPojo) type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " has no builder", e);
    }
  }

  /** A model object with all members set, down to a depth below which structures are empty. */
  static SdkPojo filled(SdkPojo builder, int depth) {
    if (depth > 0) {
      for (SdkField<?> field : builder.sdkFields()) {
        field.set(builder, sample(field, depth));
      }
    }
    return (SdkPojo) ((Buildable) builder).build();
  }

  private static Object sample(SdkField<?> field, int depth) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> "text of " + field.memberName();
      case BOOLEAN -> true;
      case BYTE -> (byte) 1;
      case SHORT -> (short) 2;
      case INTEGER -> 3;
      case LONG -> 4_000_000_000L;
      case FLOAT -> 0.5f;
      case DOUBLE -> 0.25;
      case BIG_DECIMAL -> new BigDecimal("0.125");
      case INSTANT -> Instant.parse("2026-01-05T09:00:00.250Z");
      case SDK_BYTES -> SdkBytes.fromUtf8String("bytes");
      case LIST ->
          List.of(sample(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), depth));
      case MAP ->
          Map.of("key", sample(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), depth));
      case SDK_POJO -> filled(field.constructor().get(), depth - 1);
      case DOCUMENT, NULL -> throw new AssertionError(field.memberName() + " has no sample");
    };
  }
}
