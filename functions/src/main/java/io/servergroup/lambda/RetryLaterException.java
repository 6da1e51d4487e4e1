package io.servergroup.lambda;

/**
 * Thrown by a handler when the same event, delivered again, may succeed: Lambda retries an
 * asynchronous invocation that fails, and leaves one that answers.
 */
final class RetryLaterException extends RuntimeException {
  RetryLaterException(String message) {
    super(message);
  }

  RetryLaterException(String message, Throwable cause) {
    super(message, cause);
  }
}
