package io.servergroup.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/** One decision and one metric by Powertools, through the API that needs no weaving. */
final class Powertools {
  private static final Logger LOG = LoggerFactory.getLogger(Powertools.class);

  private Powertools() {}

  public static void main(String[] arguments) {
    PowertoolsLogging.withLogging(
        new Invocation(),
        () -> {
          LOG.info(Sample.DECISION, StructuredArguments.entries(Sample.fields()));
          PowertoolsMetric.write();
          return "";
        });
  }

  private static final class Invocation implements Context {
    @Override
    public String getAwsRequestId() {
      return "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
    }

    @Override
    public String getLogGroupName() {
      return "/aws/lambda/reconcile";
    }

    @Override
    public String getLogStreamName() {
      return "2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef";
    }

    @Override
    public String getFunctionName() {
      return "reconcile";
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:eu-west-1:111111111111:function:reconcile";
    }

    @Override
    public CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 30_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public LambdaLogger getLogger() {
      return null;
    }
  }
}
