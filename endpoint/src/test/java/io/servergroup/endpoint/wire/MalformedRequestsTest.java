package io.servergroup.endpoint.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.endpoint.wire.WireApi.Exchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;

/** Requests as other clients write them, and requests that nobody should write. */
class MalformedRequestsTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final EchoAccount account = new EchoAccount();
  private final WireApi api =
      new WireApi(
          account,
          AtOnce.TURN,
          () -> "id",
          defect -> {
            throw new AssertionError(defect);
          });

  @Test
  void theServiceIsTheOneOfTheSignaturesScope() {
    Exchange exchange =
        form("autoscaling", "Action=DescribeAutoScalingGroups&AutoScalingGroupNames.member.1=a");
    assertEquals(200, exchange.answer().status());
    assertEquals(
        List.of(DescribeAutoScalingGroupsRequest.builder().autoScalingGroupNames("a").build()),
        account.asked());
  }

  @Test
  void bothLoadBalancingServicesHaveOneNameAndAreToldApartByTheirVersion() {
    form("elasticloadbalancing", "Action=DescribeLoadBalancers&Version=2012-06-01");
    form("elasticloadbalancing", "Action=DescribeLoadBalancers&Version=2015-12-01");
    assertInstanceOf(
        software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest
            .class,
        account.asked().getFirst());
    assertInstanceOf(
        software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest
            .class,
        account.asked().getLast());
  }

  @Test
  void withoutASignatureTheVersionOrTheTargetSaysIt() {
    api.exchange(
        new WireRequest(
            "GET",
            "/",
            "Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-1",
            Map.of(),
            ""));
    api.exchange(
        new WireRequest(
            "POST",
            "/",
            "",
            Map.of("X-Amz-Target", "AWSStepFunctions.DescribeExecution"),
            "{\"executionArn\": \"a\"}"));
    assertEquals(
        List.of(
            DescribeInstancesRequest.builder().instanceIds("i-1").build(),
            DescribeExecutionRequest.builder().executionArn("a").build()),
        account.asked());
  }

  @Test
  void aServiceThatIsNotServedIsNamedWithThoseThatAre() {
    Exchange exchange = form("sts", "Action=GetCallerIdentity&Version=2011-06-15");
    assertEquals(501, exchange.answer().status());
    contains(exchange, "the service 'sts' is not simulated; simulated are autoscaling, ec2,");
  }

  @Test
  void anOperationThatDoesNotExistIsInvalid() {
    Exchange exchange = form("ec2", "Action=DescribeInstancs&Version=2016-11-15");
    assertEquals(400, exchange.answer().status());
    contains(exchange, "<Code>InvalidAction</Code><Message>ec2 has no operation DescribeInstancs<");
  }

  @Test
  void aFormWithoutActionIsRefused() {
    contains(form("ec2", "Version=2016-11-15"), "the parameter 'Action' is missing");
  }

  @Test
  void everythingWrongWithARequestIsSaidAtOnce() {
    Exchange exchange =
        form(
            "autoscaling",
            "Action=SetDesiredCapacity&DesiredCapacity=many&HonorCooldown=perhaps&Colour=red");
    assertEquals(400, exchange.answer().status());
    contains(exchange, "<Code>ValidationError</Code>");
    contains(exchange, "DesiredCapacity: 'many' is not a number in the range of its type");
    contains(exchange, "HonorCooldown: 'perhaps' is not true or false");
    contains(exchange, "the member 'Colour' is unknown");
  }

  @Test
  void aListWithoutNumbersIsRefusedAndAnEmptyOneIsEmpty() {
    contains(
        form("autoscaling", "Action=DescribeAutoScalingGroups&AutoScalingGroupNames.member.a.b=x"),
        "is not the number of an element");
    form("autoscaling", "Action=DescribeAutoScalingGroups&AutoScalingGroupNames=");
    assertTrue(
        ((DescribeAutoScalingGroupsRequest) account.asked().getLast()).hasAutoScalingGroupNames());
  }

  @Test
  void elementsAreInTheOrderOfTheirNumbers() {
    StringBuilder form = new StringBuilder("Action=DescribeInstances&Version=2016-11-15");
    for (int number = 11; number > 0; number--) {
      form.append("&InstanceId.").append(number).append("=i-").append(number);
    }
    form("ec2", form.toString());
    assertEquals(
        List.of("i-1", "i-2", "i-3", "i-4", "i-5", "i-6", "i-7", "i-8", "i-9", "i-10", "i-11"),
        ((DescribeInstancesRequest) account.asked().getFirst()).instanceIds());
  }

  @Test
  void whatIsNotJsonOrOfAnotherTypeIsASerializationException() {
    for (String body : List.of("{", "[]", "{\"executionArn\": 5}", "{\"arn\": \"a\"}")) {
      Exchange exchange =
          api.exchange(
              new WireRequest(
                  "POST",
                  "/",
                  "",
                  Map.of("X-Amz-Target", "AWSStepFunctions.DescribeExecution"),
                  body));
      assertEquals(400, exchange.answer().status(), body);
      contains(exchange, "\"__type\":\"SerializationException\"");
    }
    assertEquals(List.of(), account.asked());
  }

  @Test
  void whatIsNotXmlOrNowhereIsRefused() {
    Exchange noXml =
        api.exchange(
            new WireRequest("POST", "/2013-04-01/hostedzone/Z1/rrset/", "", Map.of(), "<Change"));
    assertEquals(400, noXml.answer().status());
    contains(noXml, "the body is not XML");
    Exchange nowhere =
        api.exchange(new WireRequest("DELETE", "/2013-04-01/hostedzone/Z1", "", Map.of(), ""));
    assertEquals(501, nowhere.answer().status());
    contains(nowhere, "<Code>NotSimulated</Code>");
    contains(nowhere, "no simulated operation is at DELETE /2013-04-01/hostedzone/Z1");
  }

  @Test
  void aDocumentThatRefersToAFileReadsNoFile() {
    String document =
        "<!DOCTYPE r [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
            + "<ChangeResourceRecordSetsRequest><ChangeBatch><Comment>&f;</Comment></ChangeBatch>"
            + "</ChangeResourceRecordSetsRequest>";
    Exchange exchange =
        api.exchange(
            new WireRequest("POST", "/2013-04-01/hostedzone/Z1/rrset/", "", Map.of(), document));
    assertEquals(400, exchange.answer().status());
    assertEquals(List.of(), account.asked());
  }

  private Exchange form(String service, String form) {
    return api.exchange(
        new WireRequest(
            "POST",
            "/",
            "",
            Map.of(
                "Content-Type",
                FORM,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=any/20260105/eu-west-1/%s/aws4_request, SignedHeaders=host, Signature=none"
                    .formatted(service)),
            form));
  }

  private static void contains(Exchange exchange, String text) {
    assertTrue(
        exchange.answer().body().replace("&apos;", "'").contains(text), exchange.answer().body());
  }
}
