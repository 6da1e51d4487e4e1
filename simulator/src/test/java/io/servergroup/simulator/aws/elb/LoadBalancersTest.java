package io.servergroup.simulator.aws.elb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.ApplicationHealth;
import io.servergroup.simulator.aws.LoadBalancing.Attachment;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.InvalidInstanceException;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;

class LoadBalancersTest {
  private static final HealthCheck CHECK = new HealthCheck(Duration.ofSeconds(10), 3, 2);

  private final Simulation simulation = new Simulation(5);
  private final Software software = new Software();
  private final LoadBalancers balancers =
      new LoadBalancers(simulation, software, "eu-west-1", "123456789012");
  private final CallPath path = new CallPath(simulation, Duration.ZERO, Duration.ZERO);
  private final SimulatedClassicLoadBalancingClient classic =
      new SimulatedClassicLoadBalancingClient(path, balancers);
  private final SimulatedLoadBalancingV2Client v2 =
      new SimulatedLoadBalancingV2Client(path, balancers);

  /** The software on instances, switched on and off by the story. */
  private static final class Software implements ApplicationHealth {
    private final Set<String> answering = new TreeSet<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();

    @Override
    public boolean answers(String instanceId) {
      return answering.contains(instanceId);
    }

    @Override
    public void whenChanged(Consumer<String> listener) {
      listeners.add(listener);
    }

    void start(String instanceId) {
      answering.add(instanceId);
      listeners.forEach(listener -> listener.accept(instanceId));
    }

    void stop(String instanceId) {
      answering.remove(instanceId);
      listeners.forEach(listener -> listener.accept(instanceId));
    }
  }

  @Test
  void theHealthOfATargetDevelopsFromInitialToUnused() {
    String group = balancers.createTargetGroup("kafka", 8081, CHECK, Duration.ofMinutes(1));
    Attachment attachment = new Attachment(List.of(), List.of(group));
    assertEquals("unused Target.NotRegistered", target(group, "i-1"));
    balancers.register(attachment, "i-1");
    assertEquals("initial Elb.RegistrationInProgress", target(group, "i-1"));
    pass(Duration.ofSeconds(11));
    assertEquals("initial Elb.InitialHealthChecking", target(group, "i-1"));
    software.start("i-1");
    pass(Duration.ofSeconds(10));
    assertEquals("healthy null", target(group, "i-1"));
    assertTrue(balancers.healthy(attachment, "i-1"));
    software.stop("i-1");
    pass(Duration.ofSeconds(9));
    assertEquals("healthy null", target(group, "i-1"), "two checks must fail");
    pass(Duration.ofSeconds(11));
    assertEquals("unhealthy Target.FailedHealthChecks", target(group, "i-1"));
    software.start("i-1");
    pass(Duration.ofSeconds(19));
    assertEquals("unhealthy Target.FailedHealthChecks", target(group, "i-1"));
    pass(Duration.ofSeconds(11));
    assertEquals("healthy null", target(group, "i-1"));
    List<Instant> drained = new ArrayList<>();
    Instant deregistered = simulation.now();
    balancers.deregister(attachment, "i-1", () -> drained.add(simulation.now()));
    assertEquals("draining Target.DeregistrationInProgress", target(group, "i-1"));
    pass(Duration.ofSeconds(61));
    assertEquals("unused Target.NotRegistered", target(group, "i-1"));
    assertEquals(List.of(deregistered.plusSeconds(60)), drained);
  }

  @Test
  void theStateOfAClassicInstanceDevelopsLikewise() {
    balancers.createClassic("web", 80, CHECK, Duration.ofMinutes(1));
    Attachment attachment = new Attachment(List.of("web"), List.of());
    assertThrows(InvalidInstanceException.class, () -> instance("web", "i-1"));
    balancers.register(attachment, "i-1");
    software.start("i-1");
    assertEquals(
        "OutOfService ELB Instance registration is still in progress.", instance("web", "i-1"));
    pass(Duration.ofSeconds(45));
    assertEquals("InService N/A N/A", instance("web", "i-1"));
    software.stop("i-1");
    pass(Duration.ofSeconds(21));
    assertEquals(
        "OutOfService Instance Instance has failed at least the UnhealthyThreshold number of health"
            + " checks consecutively.",
        instance("web", "i-1"));
    balancers.deregister(attachment, "i-1", () -> {});
    assertEquals(
        "OutOfService Instance Instance is not currently registered with the LoadBalancer.",
        instance("web", "i-1"),
        "an unhealthy instance has nothing to drain");
  }

  @Test
  void anInstanceIsDrainedWhenTheSlowestLoadBalancerHasDrainedIt() {
    balancers.createClassic("web", 80, CHECK, Duration.ofSeconds(20));
    String group = balancers.createTargetGroup("api", 80, CHECK, Duration.ofMinutes(5));
    Attachment both = new Attachment(List.of("web"), List.of(group));
    software.start("i-1");
    balancers.register(both, "i-1");
    assertFalse(balancers.healthy(both, "i-1"));
    pass(Duration.ofMinutes(1));
    assertTrue(balancers.healthy(both, "i-1"));
    List<Instant> drained = new ArrayList<>();
    Instant deregistered = simulation.now();
    balancers.deregister(both, "i-1", () -> drained.add(simulation.now()));
    balancers.deregister(both, "i-2", () -> drained.add(simulation.now()));
    balancers.deregister(
        new Attachment(List.of(), List.of()), "i-3", () -> drained.add(simulation.now()));
    assertEquals(List.of(), drained, "always an event of its own");
    pass(Duration.ofMinutes(10));
    assertEquals(List.of(deregistered, deregistered, deregistered.plusSeconds(300)), drained);
  }

  @Test
  void aBlipBetweenTwoChecksGoesUnnoticed() {
    String group = balancers.createTargetGroup("kafka", 8081, CHECK, Duration.ZERO);
    Attachment attachment = new Attachment(List.of(), List.of(group));
    software.start("i-1");
    balancers.register(attachment, "i-1");
    pass(Duration.ofMinutes(1));
    List<String> changes = new ArrayList<>();
    balancers.whenChanged(changes::add);
    for (int i = 0; i < 20; i++) {
      software.stop("i-1");
      software.start("i-1");
      pass(Duration.ofSeconds(10));
    }
    assertEquals(List.of(), changes);
  }

  @Test
  void storiesMayFlipHideAndFailHealth() {
    String group = balancers.createTargetGroup("kafka", 8081, CHECK, Duration.ZERO);
    balancers.createClassic("web", 80, CHECK, Duration.ZERO);
    Attachment attachment = new Attachment(List.of("web"), List.of(group));
    software.start("i-1");
    balancers.register(attachment, "i-1");
    pass(Duration.ofMinutes(1));
    List<String> changes = new ArrayList<>();
    balancers.whenChanged(changes::add);

    balancers.flip(group, "i-1", false);
    assertEquals("unhealthy Target.FailedHealthChecks", target(group, "i-1"));
    pass(Duration.ofSeconds(31));
    assertEquals("healthy null", target(group, "i-1"), "the checks go on");
    assertEquals(List.of("i-1", "i-1"), changes);

    balancers.setFailing("web", "i-1", true);
    pass(Duration.ofSeconds(21));
    assertTrue(instance("web", "i-1").startsWith("OutOfService Instance"));
    assertEquals("healthy null", target(group, "i-1"), "only the other load balancer fails");
    balancers.setFailing("web", "i-1", false);

    balancers.setUnreadable(group, "i-1", true);
    balancers.setUnreadable("web", "i-1", true);
    assertEquals("unavailable Elb.InternalError", target(group, "i-1"));
    assertTrue(instance("web", "i-1").startsWith("Unknown ELB"));
    balancers.setUnreadable(group, "i-1", false);
    assertEquals("healthy null", target(group, "i-1"));
  }

  @Test
  void anInstanceRegisteredAgainWhileItDrainsStartsAnewAndItsDrainingIsOver() {
    String group = balancers.createTargetGroup("kafka", 8081, CHECK, Duration.ofMinutes(5));
    Attachment attachment = new Attachment(List.of(), List.of(group));
    software.start("i-1");
    balancers.register(attachment, "i-1");
    pass(Duration.ofMinutes(1));
    List<Instant> drained = new ArrayList<>();
    balancers.deregister(attachment, "i-1", () -> drained.add(simulation.now()));
    balancers.register(attachment, "i-1");
    pass(Duration.ofMinutes(1));
    assertEquals("healthy null", target(group, "i-1"));
    assertEquals(1, drained.size());
    pass(Duration.ofMinutes(10));
    assertEquals("healthy null", target(group, "i-1"));
  }

  @Test
  void drainingIsOverWhenTheSoftwareStops() {
    String group = balancers.createTargetGroup("kafka", 8081, CHECK, Duration.ofMinutes(5));
    Attachment attachment = new Attachment(List.of(), List.of(group));
    List<String> gone = new ArrayList<>();
    for (String id : List.of("i-1", "i-2")) {
      software.start(id);
      balancers.register(attachment, id);
    }
    pass(Duration.ofMinutes(1));
    software.stop("i-1");
    balancers.deregister(attachment, "i-1", () -> gone.add("i-1"));
    balancers.deregister(attachment, "i-2", () -> gone.add("i-2"));
    pass(Duration.ofSeconds(30));
    assertEquals(List.of("i-1"), gone);
    software.stop("i-2");
    pass(Duration.ofSeconds(1));
    assertEquals(List.of("i-1", "i-2"), gone);
  }

  @Test
  void aThousandHealthyTargetsCostNoEvents() {
    String group = balancers.createTargetGroup("kafka", 8081, CHECK, Duration.ZERO);
    Attachment attachment = new Attachment(List.of(), List.of(group));
    for (int i = 0; i < 1000; i++) {
      software.start("i-" + i);
      balancers.register(attachment, "i-" + i);
    }
    pass(Duration.ofDays(30));
    assertTrue(balancers.healthy(attachment, "i-999"));
    assertTrue(simulation.queue().executed() < 2500, () -> "" + simulation.queue().executed());
  }

  @Test
  void descriptionsComeInPagesAndUnknownNamesAreNotFound() {
    for (int i = 0; i < 5; i++) {
      balancers.createClassic("web" + i, 80, CHECK, Duration.ZERO);
      balancers.createTargetGroup("api" + i, 80, CHECK, Duration.ZERO);
    }
    assertEquals(
        List.of("web0", "web1", "web2", "web3", "web4"),
        classic.describeLoadBalancersPaginator(request -> request.pageSize(2)).stream()
            .flatMap(page -> page.loadBalancerDescriptions().stream())
            .map(LoadBalancerDescription::loadBalancerName)
            .toList());
    assertEquals(
        List.of("api0", "api1", "api2", "api3", "api4"),
        v2.describeTargetGroupsPaginator(request -> request.pageSize(2)).stream()
            .flatMap(page -> page.targetGroups().stream())
            .map(TargetGroup::targetGroupName)
            .toList());
    assertThrows(LoadBalancerNotFoundException.class, () -> instance("nowhere", "i-1"));
    String api0 = v2.describeTargetGroups(r -> {}).targetGroups().getFirst().targetGroupArn();
    TargetGroupNotFoundException missing =
        assertThrows(TargetGroupNotFoundException.class, () -> target(api0 + "0", "i-1"));
    assertEquals("TargetGroupNotFound", missing.awsErrorDetails().errorCode());
    AwsServiceException elsewhere =
        assertThrows(AwsServiceException.class, () -> target("arn:elsewhere", "i-1"));
    assertEquals("ValidationError", elsewhere.awsErrorDetails().errorCode());
    assertThrows(UnsupportedOperationException.class, () -> v2.describeListeners(r -> {}));
  }

  @Test
  void descriptionsTellTheVpcAndWhatATargetGroupTakes() {
    balancers.createClassic("web", "vpc-1", 80, CHECK, Duration.ZERO);
    balancers.createTargetGroup("api", "vpc-1", 80, CHECK, Duration.ZERO);
    balancers.createTargetGroupOf("ip", "pods", "vpc-1");
    balancers.createTargetGroupOf("lambda", "functions", "vpc-1");

    assertEquals(
        "vpc-1",
        classic.describeLoadBalancers(r -> {}).loadBalancerDescriptions().getFirst().vpcId());
    assertEquals(
        List.of("api instance vpc-1", "pods ip vpc-1", "functions lambda null"),
        v2.describeTargetGroups(r -> {}).targetGroups().stream()
            .map(g -> g.targetGroupName() + " " + g.targetTypeAsString() + " " + g.vpcId())
            .toList());
  }

  /** What is said of one target when it is asked for, and of all when nobody is named. */
  private String target(String group, String instanceId) {
    TargetHealthDescription named =
        v2.describeTargetHealth(
                request ->
                    request
                        .targetGroupArn(group)
                        .targets(TargetDescription.builder().id(instanceId).build()))
            .targetHealthDescriptions()
            .getFirst();
    List<TargetHealthDescription> registered =
        v2
            .describeTargetHealth(request -> request.targetGroupArn(group))
            .targetHealthDescriptions()
            .stream()
            .filter(each -> each.target().id().equals(instanceId))
            .toList();
    TargetHealth health = named.targetHealth();
    boolean unknown = health.reason() == TargetHealthReasonEnum.TARGET_NOT_REGISTERED;
    assertEquals(unknown ? List.of() : List.of(named), registered);
    return health.stateAsString() + " " + health.reasonAsString();
  }

  private String instance(String balancer, String instanceId) {
    InstanceState named =
        classic
            .describeInstanceHealth(
                request ->
                    request
                        .loadBalancerName(balancer)
                        .instances(Instance.builder().instanceId(instanceId).build()))
            .instanceStates()
            .getFirst();
    List<InstanceState> registered =
        classic
            .describeInstanceHealth(request -> request.loadBalancerName(balancer))
            .instanceStates()
            .stream()
            .filter(each -> each.instanceId().equals(instanceId))
            .toList();
    boolean unknown = named.description().contains("not currently registered");
    assertEquals(unknown ? List.of() : List.of(named), registered);
    return named.state() + " " + named.reasonCode() + " " + named.description();
  }

  private void pass(Duration duration) {
    simulation.queue().runUntil(simulation.now().plus(duration));
  }
}
