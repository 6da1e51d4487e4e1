package io.servergroup.endpoint.wire;

import io.servergroup.aws.AwsClients;
import io.servergroup.simulator.aws.sdk.SdkService;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Which service a request is for. All of them are at one address. */
final class Directory {
  /** The scope of a signature: key, day, region and service. */
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/,]+/\\d+/[^/,]+/([^/,]+)/aws4_request");

  private final List<WireService> services;

  Directory(AwsClients clients) {
    this.services =
        List.of(
            service("autoscaling", "2011-01-01", AutoScalingClient.class, clients.autoScaling()),
            service("ec2", "2016-11-15", Ec2Client.class, clients.ec2()),
            service(
                "elasticloadbalancing",
                "2012-06-01",
                ElasticLoadBalancingClient.class,
                clients.classicLoadBalancers()),
            service(
                "elasticloadbalancing",
                "2015-12-01",
                ElasticLoadBalancingV2Client.class,
                clients.loadBalancers()),
            service("route53", "2013-04-01", Route53Client.class, clients.route53()),
            service("sns", "2010-03-31", SnsClient.class, clients.sns()),
            service(
                "cloudformation",
                "2010-05-15",
                CloudFormationClient.class,
                clients.cloudFormation()),
            inJson(
                "dynamodb",
                "2012-08-10",
                "DynamoDB_20120810",
                DynamoDbClient.class,
                clients.dynamoDb()),
            inJson(
                "states",
                "2016-11-23",
                "AWSStepFunctions",
                SfnClient.class,
                clients.stepFunctions()),
            inJson("sqs", "2012-11-05", "AmazonSQS", SqsClient.class, clients.sqs()),
            inJson(
                "events",
                "2015-10-07",
                "AWSEvents",
                EventBridgeClient.class,
                clients.eventBridge()),
            // Newer clients speak JSON to CloudWatch, others the query protocol.
            inJson(
                "monitoring",
                "2010-08-01",
                "GraniteServiceVersion20100801",
                CloudWatchClient.class,
                clients.cloudWatch()));
  }

  private static <C> WireService service(String signing, String version, Class<C> type, C client) {
    return new WireService(signing, version, Optional.empty(), SdkService.of(type, client));
  }

  private static <C> WireService inJson(
      String signing, String version, String target, Class<C> type, C client) {
    return new WireService(signing, version, Optional.of(target), SdkService.of(type, client));
  }

  /** Whom a request is for, and how it is to be answered even when there is nobody. */
  Addressee addressee(WireRequest request) {
    Optional<String> scope = scope(request);
    Optional<String> target = request.header(JsonProtocol.TARGET);
    if (target.isPresent()) {
      String prefix = target.get().replaceFirst("\\..*", "");
      Protocol protocol =
          new JsonProtocol(request.header("content-type").orElse("application/x-amz-json-1.0"));
      return addressee(scope, s -> s.target().equals(Optional.of(prefix)), protocol);
    }
    if (isForm(request)) {
      Optional<String> version = version(request);
      Addressee found =
          addressee(
              scope,
              service -> version.isEmpty() || version.get().equals(service.version()),
              new QueryProtocol("urn:unknown"));
      return found
          .service()
          .map(service -> new Addressee(found.service(), form(service), found.missing()))
          .orElse(found);
    }
    Addressee found =
        addressee(
            scope,
            service -> request.path().startsWith("/" + service.version() + "/"),
            new RestXmlProtocol("urn:unknown", List.of(), XmlWriter.Renaming.NONE));
    return found
        .service()
        .map(service -> new Addressee(found.service(), rest(service), found.missing()))
        .orElse(found);
  }

  /**
   * A request that is addressed.
   *
   * @param missing why there is no service
   */
  record Addressee(Optional<WireService> service, Protocol protocol, String missing) {}

  private Addressee addressee(
      Optional<String> scope, Predicate<WireService> fits, Protocol protocol) {
    List<WireService> named =
        services.stream()
            .filter(service -> scope.isEmpty() || scope.get().equals(service.signingName()))
            .toList();
    Optional<WireService> service = named.stream().filter(fits).findFirst();
    String known =
        services.stream()
            .map(WireService::signingName)
            .distinct()
            .collect(Collectors.joining(", "));
    return new Addressee(
        service,
        protocol,
        "%s is not simulated; simulated are %s"
            .formatted(
                named.isEmpty()
                    ? "the service '" + scope.orElse("") + "'"
                    : "the service or the version of its API that this request is for",
                known));
  }

  private static Protocol form(WireService service) {
    return service.signingName().equals("ec2")
        ? new Ec2Protocol(service.namespace())
        : new QueryProtocol(service.namespace());
  }

  private static Protocol rest(WireService service) {
    return new RestXmlProtocol(service.namespace(), Route53.ROUTES, Route53::written);
  }

  private static Optional<String> scope(WireRequest request) {
    return request
        .header("authorization")
        .map(SCOPE::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  private static boolean isForm(WireRequest request) {
    return request
            .header("content-type")
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent()
        || request.query().contains("Action=");
  }

  private static Optional<String> version(WireRequest request) {
    return FormValue.parse(!request.body().isEmpty() ? request.body() : request.query())
        .parameter("Version");
  }
}
