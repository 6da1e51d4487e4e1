package io.servergroup.aws;

import io.servergroup.stack.ResourceAnswer;
import io.servergroup.stack.ResourceRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Answers CloudFormation, which waits for a file at the presigned URL of the request. An answer may
 * be sent again: only the first one counts.
 */
public final class StackAnswers {
  /** Between two tries; together with their time limits less than a function has. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  /** S3 asks for patience with these, besides with everything from 500 on. */
  private static final List<Integer> LATER = List.of(408, 429);

  private final PresignedPut receiver;
  private final Pause pause;
  private final String whereTheRestIs;

  /**
   * @param whereTheRestIs where a reason that is too long for an answer can be read as a whole
   */
  public StackAnswers(AwsClients clients, Pause pause, String whereTheRestIs) {
    this.receiver = clients.presigned();
    this.pause = pause;
    this.whereTheRestIs = whereTheRestIs;
  }

  /**
   * Sends an answer; several times, when something is in the way that may pass.
   *
   * @return never {@link Outcome.WorldDiffers} or {@link Outcome.AlreadyDone}
   */
  public Outcome send(ResourceRequest request, ResourceAnswer answer) {
    byte[] body = new AnswerBody(request, whereTheRestIs).of(answer);
    Outcome outcome = put(request, body);
    for (Duration wait : PAUSES) {
      if (!(outcome instanceof Outcome.TryAgain)) {
        return outcome;
      }
      pause.forAbout(wait);
      outcome = put(request, body);
    }
    return outcome;
  }

  private Outcome put(ResourceRequest request, byte[] body) {
    try {
      int status = receiver.put(request.answerTo(), body);
      if (status / 100 == 2) {
        return new Outcome.Done();
      }
      String said = "CloudFormation's receiver answered %d".formatted(status);
      return status >= 500 || LATER.contains(status)
          ? new Outcome.TryAgain(said)
          : new Outcome.GiveUp(
              said + "; the request may have timed out, or its URL may not be whole");
    } catch (IOException noAnswer) {
      // Its message may hold the address.
      return new Outcome.TryAgain(
          "CloudFormation's receiver did not answer: " + noAnswer.getClass().getSimpleName());
    }
  }
}
