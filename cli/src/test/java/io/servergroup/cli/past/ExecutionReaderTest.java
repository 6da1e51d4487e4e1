package io.servergroup.cli.past;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.SfnException;

class ExecutionReaderTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:rollout:1";

  @Test
  void aReportSaysWhatAFunctionSaidNotItsStackTrace() {
    String cause =
        """
        {"errorMessage":"not authorized to look at it","errorType":"Ec2Exception",\
        "stackTrace":["io.servergroup.aws.GroupReader.read(GroupReader.java:7)"]}""";

    Remembered remembered = new ExecutionReader(failed(cause)).read(ARN).orElseThrow();

    assertEquals("not authorized to look at it", remembered.cause());
  }

  @Test
  void anExecutionThatAwsHasForgottenOrThatIsNoneAtAllIsNone() {
    for (SfnException answer :
        List.of(
            ExecutionDoesNotExistException.builder().build(),
            InvalidArnException.builder().build())) {
      assertEquals(Optional.empty(), new ExecutionReader(refusing(answer)).read(ARN));
    }
  }

  private static SfnClient refusing(SfnException answer) {
    return new Answers() {
      @Override
      public DescribeExecutionResponse describeExecution(
          Consumer<DescribeExecutionRequest.Builder> request) {
        throw answer;
      }
    };
  }

  private static SfnClient failed(String cause) {
    return new Answers() {
      @Override
      public DescribeExecutionResponse describeExecution(
          Consumer<DescribeExecutionRequest.Builder> request) {
        return DescribeExecutionResponse.builder()
            .executionArn(ARN)
            .status(ExecutionStatus.FAILED)
            .startDate(Instant.EPOCH)
            .stopDate(Instant.EPOCH)
            .input("{}")
            .error("Ec2Exception")
            .cause(cause)
            .build();
      }
    };
  }

  /** A history without events. */
  private abstract static class Answers implements SfnClient {
    @Override
    public GetExecutionHistoryResponse getExecutionHistory(
        Consumer<GetExecutionHistoryRequest.Builder> request) {
      return GetExecutionHistoryResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "states";
    }

    @Override
    public void close() {}
  }
}
