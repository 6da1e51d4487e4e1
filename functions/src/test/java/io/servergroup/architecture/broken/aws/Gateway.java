package io.servergroup.architecture.broken.aws;

import io.servergroup.architecture.broken.lambda.Handler;

/** A gateway that knows a handler. */
final class Gateway {
  final Handler handler = new Handler();
}
