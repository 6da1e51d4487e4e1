package io.servergroup.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.rollout.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered when parameters are not as they should be. */
final class InputsRefusalTest {
  private static final InputsRefusal UNFIT =
      InputsRefusal.of(List.of(new Finding("EbsVolumeSize", "found 100 GiB", "give more")));

  private static final ResourceAnswer REFUSED =
      ResourceAnswer.failed(
          """
          The parameters do not fit together; nothing of the cluster was touched:
          - EbsVolumeSize: found 100 GiB; give more""");

  @Test
  void aCreationIsRefused() {
    assertEquals(REFUSED, UNFIT.answer());
  }

  @Test
  void aRollbackIsNotRefusedAndSaysWhatWasFound() {
    assertEquals(
        ResourceAnswer.success(
            """
            not refused, because a rollback brings back what fitted before; found was:
            - EbsVolumeSize: found 100 GiB; give more"""),
        UNFIT.answer(new StackStatus("UPDATE_ROLLBACK_IN_PROGRESS")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE", "ROLLBACK_IN_PROGRESS"})
  void anyOtherUpdateIsRefused(String status) {
    assertEquals(REFUSED, UNFIT.answer(new StackStatus(status)));
  }

  @Test
  void whereNobodyKnowsWhetherItIsARollbackBothAreSaid() {
    assertEquals(
        ResourceAnswer.failed(
            REFUSED.reason()
                + "\nA rollback would not be refused, but whether this is one could not be read: no"),
        UNFIT.answerInDoubt("no"));
  }

  @Test
  void whatCouldNotBeReadKeepsNoRollbackUp() {
    InputsRefusal unread = InputsRefusal.ofUnread("AWS refused");

    assertEquals(
        ResourceAnswer.failed(
            "The parameters could not be compared with what AWS has: AWS refused"),
        unread.answer());
    assertEquals(
        ResourceAnswer.success(
            "not refused, because a rollback brings back what fitted before; found was: AWS refused"),
        unread.answer(new StackStatus("UPDATE_ROLLBACK_IN_PROGRESS")));
  }
}
