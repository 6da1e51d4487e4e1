package io.servergroup.simulator.aws.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.cloudformation.SimulatedCloudFormationClient;
import io.servergroup.simulator.aws.cloudformation.Stacks;
import io.servergroup.simulator.aws.sdk.SdkService;
import io.servergroup.simulator.kernel.EventFailedException;
import io.servergroup.simulator.states.Execution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** State machines ask CloudFormation how a stack is. */
class StacksIntegrationTest {
  private static final String DESCRIBE = "arn:aws:states:::aws-sdk:cloudformation:describeStacks";
  private static final String STACK =
      "arn:aws:cloudformation:eu-west-1:123456789012:stack/tools/51af3dc0";

  private final StatesFixture states = new StatesFixture();
  private final Stacks stacks = new Stacks(states.simulation);

  StacksIntegrationTest() {
    states.tasks.offer(
        SdkService.of(
            CloudFormationClient.class, new SimulatedCloudFormationClient(states.calls, stacks)));
    stacks.set(STACK, "UPDATE_IN_PROGRESS");
  }

  @ParameterizedTest
  @ValueSource(strings = {STACK, "tools"})
  void aStackIsFoundByItsArnAndByItsNameAsItIsNow(String name) {
    stacks.set(STACK, "UPDATE_ROLLBACK_IN_PROGRESS");

    Execution execution = states.run(DESCRIBE, "{\"StackName\": \"" + name + "\"}");

    Map<?, ?> stack =
        (Map<?, ?>) ((List<?>) ((Map<?, ?>) execution.output()).get("Stacks")).getFirst();
    assertEquals("UPDATE_ROLLBACK_IN_PROGRESS", stack.get("StackStatus"));
    assertEquals(STACK, stack.get("StackId"));
    assertEquals("tools", stack.get("StackName"));
  }

  @Test
  void aStackThatDoesNotExistFailsTheTask() {
    Execution execution = states.run(DESCRIBE, "{\"StackName\": \"other\"}");

    assertEquals("CloudFormation.CloudFormationException", execution.error());
    assertTrue(execution.cause().startsWith("Stack with id other does not exist"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "describeStacks | {}",
        "describeStacks | {\"StackName\": \"tools\", \"NextToken\": \"2\"}"
      })
  void anythingElseEndsTheRun(String action, String arguments) {
    String resource = "arn:aws:states:::aws-sdk:cloudformation:" + action;
    EventFailedException ended =
        assertThrows(EventFailedException.class, () -> states.run(resource, arguments));
    // The call was made by a fiber, whose end has its own exception.
    Throwable cause = ended.getCause().getCause();
    assertInstanceOf(UnsupportedOperationException.class, cause);
    assertTrue(cause.getMessage().contains("only StackName"), cause::toString);
  }
}
