package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import java.util.List;

/**
 * What is said against parameters. It stands, unless the stack takes an update back: nothing that a
 * request has tells a rollback from somebody who wants this.
 *
 * @param opening what is wrong, up to a colon
 * @param found what was found, as it goes on behind one
 */
public record InputsRefusal(String opening, String found) {
  /** Of parameters that do not fit. */
  public static InputsRefusal of(List<Finding> findings) {
    return new InputsRefusal(
        "The parameters do not fit together; nothing of the cluster was touched:",
        Finding.message("", findings));
  }

  /**
   * Of parameters of which nobody knows whether they fit.
   *
   * @param detail what could not be read, and why
   */
  public static InputsRefusal ofUnread(String detail) {
    return new InputsRefusal(
        "The parameters could not be compared with what AWS has:", " " + detail);
  }

  /** The answer to a request that takes nothing back. */
  public ResourceAnswer answer() {
    return ResourceAnswer.failed(opening + found);
  }

  /**
   * The answer to an update. A rollback that were refused would leave everything as the update made
   * it. CloudFormation itself leaves alone what cannot go back, such as a volume that has grown.
   */
  public ResourceAnswer answer(StackStatus status) {
    return status.isRollingBack()
        ? ResourceAnswer.success(
            "not refused, because a rollback brings back what fitted before; found was:" + found)
        : answer();
  }

  /**
   * The answer to an update of which nobody knows whether it is a rollback.
   *
   * @param detail why CloudFormation did not tell
   */
  public ResourceAnswer answerInDoubt(String detail) {
    return ResourceAnswer.failed(
        "%s%s\nA rollback would not be refused, but whether this is one could not be read: %s"
            .formatted(opening, found, detail));
  }
}
