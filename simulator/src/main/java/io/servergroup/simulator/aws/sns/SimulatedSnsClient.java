package io.servergroup.simulator.aws.sns;

import io.servergroup.simulator.api.CallPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** The SDK's client of simulated SNS; models Publish to a topic. */
public final class SimulatedSnsClient implements SnsClient {
  private final CallPath path;
  private final Topics topics;

  public SimulatedSnsClient(CallPath path, Topics topics) {
    this.path = path;
    this.topics = topics;
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    if (request.targetArn() != null
        || request.phoneNumber() != null
        || request.messageStructure() != null
        || request.messageGroupId() != null
        || request.messageDeduplicationId() != null) {
      throw new UnsupportedOperationException(
          "of Publish only TopicArn, Subject, Message and MessageAttributes are simulated: "
              + request);
    }
    Map<String, String> attributes = attributes(request);
    return path.call(
        "sns",
        "Publish",
        request,
        () ->
            PublishResponse.builder()
                .messageId(
                    topic(request.topicArn())
                        .publish(
                            Optional.ofNullable(request.subject()), request.message(), attributes)
                        .id())
                .build());
  }

  private Topic topic(String arn) {
    if (arn == null) {
      throw SnsErrors.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    if (!arn.startsWith("arn:")) {
      throw SnsErrors.invalid("TopicArn Reason: " + arn + " does not start with arn");
    }
    return topics.at(arn);
  }

  private static Map<String, String> attributes(PublishRequest request) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, MessageAttributeValue> attribute :
        request.messageAttributes().entrySet()) {
      if (!"String".equals(attribute.getValue().dataType())) {
        throw new UnsupportedOperationException(
            "only message attributes of type String are simulated: " + attribute);
      }
      values.put(attribute.getKey(), attribute.getValue().stringValue());
    }
    return values;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing that would have to be released.
  }
}
