package io.servergroup.simulator.aws.sqs;

import io.servergroup.simulator.api.ServiceError;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The errors of SQS, in its words and under the codes the SDK shows. */
final class SqsErrors {
  private static final String SERVICE = "Sqs";

  private SqsErrors() {}

  /** The code is that of the query protocol, which SQS still sends along for older callers. */
  static RuntimeException queueDoesNotExist() {
    return ServiceError.of(
        QueueDoesNotExistException.builder(),
        SERVICE,
        400,
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.");
  }

  static RuntimeException receiptHandleIsInvalid() {
    return ServiceError.of(
        ReceiptHandleIsInvalidException.builder(),
        SERVICE,
        400,
        "ReceiptHandleIsInvalid",
        "The input receipt handle is invalid.");
  }

  /** An error that the SDK does not model. */
  static RuntimeException of(String code, String message) {
    return ServiceError.of(SqsException.builder(), SERVICE, 400, code, message);
  }
}
