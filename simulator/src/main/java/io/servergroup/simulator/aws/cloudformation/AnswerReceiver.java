package io.servergroup.simulator.aws.cloudformation;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.aws.PresignedPut;
import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.stack.PresignedUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Receives the answers of custom resources, each at the URL that was made for its request. The
 * first answer to a request counts, and those after it are ignored.
 */
public final class AnswerReceiver implements PresignedPut {
  /** Longer answers are no answers: CloudFormation goes on waiting. */
  private static final int MOST_BYTES = 4_096;

  private static final int DENIED = 403;
  private static final int OK = 200;

  /**
   * One answer on its way.
   *
   * @param requestId which request it answers; the signature is not part of what is known about it
   */
  public record Put(String requestId) {}

  private final Simulation simulation;
  private final CallPath path;
  private final RandomStream random;
  private final String region;
  private final Map<String, String> requestByUrl = new LinkedHashMap<>();
  private final List<ReceivedAnswer> answers = new ArrayList<>();
  private int refusals;
  private int refusalStatus;
  private int lostResponses;

  public AnswerReceiver(Simulation simulation, CallPath path, String region) {
    this.simulation = simulation;
    this.path = path;
    this.random = simulation.stream("cloudformation");
    this.region = region;
  }

  /** Makes the URL for the answer to a request. */
  public String open(String stackId, String logicalId, String requestId) {
    String url =
        "https://cloudformation-custom-resource-response-%s.s3.%s.amazonaws.com/%s%%7C%s%%7C%s?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=7200&X-Amz-SignedHeaders=host&X-Amz-Signature=%s"
            .formatted(
                region.replace("-", ""),
                region,
                stackId.replace(":", "%3A"),
                logicalId,
                requestId,
                random.uuid().replace("-", ""));
    expect(url, requestId);
    return url;
  }

  /** Takes the answer to a request at a URL that was made elsewhere. */
  public void expect(String url, String requestId) {
    requestByUrl.put(url, requestId);
  }

  /** Refuses the next answers with a status of HTTP. */
  public void refuse(int times, int status) {
    refusals = times;
    refusalStatus = status;
  }

  /** Takes the next answers, but whoever sends them never learns of it. */
  public void loseResponses(int times) {
    lostResponses = times;
  }

  /** The answer that counts; empty when there is none yet. */
  public Optional<ReceivedAnswer> answer(String requestId) {
    return answers.stream().filter(each -> each.requestId().equals(requestId)).findFirst();
  }

  /** Every answer that arrived, those that came too late included, oldest first. */
  public List<ReceivedAnswer> answers() {
    return List.copyOf(answers);
  }

  @Override
  public int put(PresignedUrl url, byte[] body) throws IOException {
    Put put = new Put(requestByUrl.getOrDefault(url.value(), "unknown"));
    int status;
    try {
      status = path.call("presigned", "Put", put, () -> receive(put, url, body));
    } catch (SdkException fault) {
      throw new IOException("no answer", fault);
    }
    if (status == OK && lostResponses > 0) {
      lostResponses--;
      throw new IOException("connection reset");
    }
    return status;
  }

  private int receive(Put put, PresignedUrl url, byte[] body) {
    if (refusals > 0) {
      refusals--;
      return refusalStatus;
    }
    if (!requestByUrl.containsKey(url.value())) {
      return DENIED;
    }
    if (body.length > MOST_BYTES) {
      throw new IllegalStateException(
          "an answer of %d bytes; CloudFormation takes %d".formatted(body.length, MOST_BYTES));
    }
    ReceivedAnswer answer = parse(body);
    if (!answer.requestId().equals(put.requestId())) {
      throw new IllegalStateException(
          "the answer to request %s came to the URL of %s"
              .formatted(answer.requestId(), put.requestId()));
    }
    answers.add(answer);
    simulation
        .trace()
        .add("cloudformation", answer.logicalId(), answer.status() + " " + answer.reason());
    return OK;
  }

  private ReceivedAnswer parse(byte[] body) {
    Map<String, Object> fields;
    try {
      fields = JSON.std.mapFrom(body);
    } catch (IOException e) {
      throw new IllegalStateException("the answer is no JSON object", e);
    }
    String status = text(fields, "Status");
    if (!status.equals("SUCCESS") && !status.equals("FAILED")) {
      throw new IllegalStateException("Status is " + status + "; expected SUCCESS or FAILED");
    }
    text(fields, "StackId");
    if (status.equals("FAILED")) {
      text(fields, "Reason");
    }
    Map<String, String> data = new LinkedHashMap<>();
    if (fields.get("Data") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> data.put(String.valueOf(key), String.valueOf(value)));
    }
    return new ReceivedAnswer(
        simulation.now(),
        text(fields, "RequestId"),
        text(fields, "LogicalResourceId"),
        status,
        String.valueOf(fields.get("Reason")),
        text(fields, "PhysicalResourceId"),
        data,
        body.length);
  }

  private static String text(Map<String, Object> fields, String name) {
    if (fields.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalStateException("the answer lacks " + name + ": " + fields.keySet());
  }
}
