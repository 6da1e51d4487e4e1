package io.servergroup.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.ApiCall;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Whatever functions ask and simulated services answer, the models of the services allow. */
class ModelledMessagesTest {
  @Test
  void everyRequestAndResponseOfTheStoriesOfAllCallsIsAsItsModelSays() {
    ModelledMessages messages = new ModelledMessages();
    PermissionStories.tell(messages::listen);

    assertEquals(Set.of(), messages.wrong());
    // That nothing is wrong says something only of what was looked at.
    assertTrue(messages.shapes().size() > 120, () -> messages.shapes().size() + " shapes");
    assertTrue(
        messages
            .enums()
            .containsAll(
                Set.of(
                    "autoscaling.model.Instance.LifecycleState",
                    "cloudwatch.model.MetricAlarm.StateValue",
                    "ec2.model.InstanceState.Name",
                    "ec2.model.NetworkInterface.Status",
                    "ec2.model.NetworkInterfaceAttachment.Status",
                    "ec2.model.Volume.State",
                    "elasticloadbalancingv2.model.TargetHealth.State",
                    "elasticloadbalancingv2.model.TargetHealth.Reason",
                    "route53.model.Change.Action",
                    "route53.model.ChangeInfo.Status",
                    "sfn.model.DescribeExecutionResponse.status")),
        () -> messages.enums().toString());
    assertTrue(
        messages
            .required()
            .containsAll(
                Set.of(
                    "autoscaling:CompleteLifecycleAction request LifecycleHookName",
                    "autoscaling:CompleteLifecycleAction request AutoScalingGroupName",
                    "autoscaling:CompleteLifecycleAction request LifecycleActionResult",
                    "autoscaling:DescribeAutoScalingGroups response AutoScalingGroups[].Instances[].LifecycleState",
                    "ec2:AttachNetworkInterface request NetworkInterfaceId",
                    "ec2:AttachNetworkInterface request InstanceId",
                    "ec2:AttachNetworkInterface request DeviceIndex",
                    "ec2:DetachNetworkInterface request AttachmentId",
                    "route53:ChangeResourceRecordSets request ChangeBatch.Changes[].Action")),
        () -> messages.required().toString());
  }

  @Test
  void aMissingMemberAndAValueThatNoModelListsAreTold() {
    ModelledMessages messages = new ModelledMessages();

    DescribeTargetHealthRequest request =
        DescribeTargetHealthRequest.builder()
            .targets(TargetDescription.builder().port(80).build())
            .build();
    ApiCall call = new ApiCall(1, "check", "elasticloadbalancing", "DescribeTargetHealth", request);
    messages.look(call, "request", request);
    messages.look(
        call,
        "response",
        DescribeTargetHealthResponse.builder()
            .targetHealthDescriptions(
                TargetHealthDescription.builder().targetHealth(h -> h.state("fine")).build())
            .build());

    assertEquals(
        Set.of(
            "elasticloadbalancing:DescribeTargetHealth request lacks TargetGroupArn",
            "elasticloadbalancing:DescribeTargetHealth request lacks Targets[].Id",
            "elasticloadbalancingv2.model.TargetHealth.State is 'fine', which is none of its values"),
        messages.wrong());
  }
}
