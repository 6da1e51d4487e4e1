package io.servergroup.aws;

import com.fasterxml.jackson.jr.ob.JSON;
import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer as CloudFormation reads it, never longer than it takes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">Custom
 *     resource response objects</a>
 */
final class AnswerBody {
  /** The most bytes of JSON in UTF-8. */
  static final int MOST_BYTES = 4_096;

  private final ResourceRequest request;
  private final String whereTheRestIs;

  /**
   * @param whereTheRestIs where a reason that is too long can be read as a whole
   */
  AnswerBody(ResourceRequest request, String whereTheRestIs) {
    this.request = request;
    this.whereTheRestIs = whereTheRestIs;
  }

  /** The JSON; what is too long of the reason is left out, and said to be. */
  byte[] of(ResourceAnswer answer) {
    byte[] whole = json(answer, answer.reason());
    if (whole.length <= MOST_BYTES) {
      return whole;
    }
    byte[] hintAlone = json(answer, hint());
    return hintAlone.length <= MOST_BYTES
        ? json(answer, longestThatFits(answer))
        : tooMuchData(hintAlone.length);
  }

  /** Attributes can not be shortened: others would be read than were meant. */
  private byte[] tooMuchData(int bytes) {
    ResourceAnswer instead =
        ResourceAnswer.failed(
            "the attributes of the resource take %d bytes of an answer, and CloudFormation takes %d; return fewer or shorter ones"
                .formatted(bytes, MOST_BYTES));
    return json(instead, instead.reason());
  }

  /** Found by halving: how many bytes a character takes depends on UTF-8 and on JSON's escapes. */
  private String longestThatFits(ResourceAnswer answer) {
    int fits = 0;
    int tooLong = answer.reason().length();
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (json(answer, cut(answer.reason(), middle)).length <= MOST_BYTES) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return cut(answer.reason(), fits);
  }

  /** The beginning of a text, up to the end of its last whole word, with where the rest is. */
  private String cut(String text, int most) {
    String begin = text.substring(0, most);
    int end = Math.max(begin.lastIndexOf('\n'), begin.lastIndexOf(' '));
    int whole = end > most / 2 ? end : Character.isHighSurrogate(lastOf(begin)) ? most - 1 : most;
    return begin.substring(0, whole).stripTrailing() + " " + hint();
  }

  private static char lastOf(String text) {
    return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
  }

  private String hint() {
    return "... (shortened; all of it is in " + whereTheRestIs + ")";
  }

  private byte[] json(ResourceAnswer answer, String reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Status", answer.status());
    fields.put("Reason", reason);
    fields.put("PhysicalResourceId", request.answeredId());
    fields.put("StackId", request.stackId());
    fields.put("RequestId", request.requestId());
    fields.put("LogicalResourceId", request.logicalId());
    fields.put("NoEcho", answer.secret());
    fields.put("Data", answer.data());
    try {
      return JSON.std.asBytes(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be written as JSON", e);
    }
  }
}
