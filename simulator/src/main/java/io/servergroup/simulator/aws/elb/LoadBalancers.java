package io.servergroup.simulator.aws.elb;

import io.servergroup.simulator.aws.ApplicationHealth;
import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All load balancers of the simulated account. Scripts name a classic load balancer by its name and
 * a target group by its ARN.
 *
 * <p>A healthy member drains for the whole deregistration delay; any other is gone at once, since
 * it has no connections.
 */
public final class LoadBalancers implements LoadBalancing {
  private static final String DEFAULT_VPC = "vpc-default";

  private final Simulation simulation;
  private final RandomStream random;
  private final ApplicationHealth applications;
  private final String arnPrefix;
  private final Map<String, Pool> classic = new LinkedHashMap<>();
  private final Map<String, Pool> targetGroups = new LinkedHashMap<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();

  public LoadBalancers(
      Simulation simulation, ApplicationHealth applications, String region, String account) {
    this.simulation = simulation;
    this.random = simulation.stream("elb");
    this.applications = applications;
    this.arnPrefix = "arn:aws:elasticloadbalancing:" + region + ":" + account + ":targetgroup/";
    applications.whenChanged(this::recheck);
  }

  /**
   * Creates a classic load balancer, in the account's default VPC.
   *
   * @param drain the connection draining timeout; zero when draining is off
   */
  public void createClassic(String name, int port, HealthCheck check, Duration drain) {
    createClassic(name, DEFAULT_VPC, port, check, drain);
  }

  /**
   * Creates a classic load balancer.
   *
   * @param drain the connection draining timeout; zero when draining is off
   */
  public void createClassic(
      String name, String vpcId, int port, HealthCheck check, Duration drain) {
    add(
        classic,
        new PoolSettings(
            name,
            name,
            port,
            check,
            check.healthyThreshold(),
            drain,
            PoolSettings.Place.ofInstances(vpcId)));
  }

  /**
   * Creates a target group of instances, in the account's default VPC.
   *
   * @param drain the deregistration delay
   * @return its ARN
   */
  public String createTargetGroup(String name, int port, HealthCheck check, Duration drain) {
    return createTargetGroup(name, DEFAULT_VPC, port, check, drain);
  }

  /**
   * Creates a target group of instances.
   *
   * @param drain the deregistration delay
   * @return its ARN
   */
  public String createTargetGroup(
      String name, String vpcId, int port, HealthCheck check, Duration drain) {
    return createTargetGroup(name, PoolSettings.Place.ofInstances(vpcId), port, check, drain);
  }

  /**
   * Creates a target group that Auto Scaling can not use.
   *
   * @param targetType {@code ip} or {@code lambda}; one of functions is in no VPC
   * @return its ARN
   */
  public String createTargetGroupOf(String targetType, String name, String vpcId) {
    return createTargetGroup(
        name,
        new PoolSettings.Place(targetType.equals("lambda") ? null : vpcId, targetType),
        80,
        new HealthCheck(Duration.ofSeconds(30), 2, 2),
        Duration.ZERO);
  }

  private String createTargetGroup(
      String name, PoolSettings.Place place, int port, HealthCheck check, Duration drain) {
    String arn = arnPrefix + name + "/" + random.hex(16);
    add(targetGroups, new PoolSettings(name, arn, port, check, 1, drain, place));
    return arn;
  }

  /** Whether an ARN is one of a target group in this account and region. */
  boolean isTargetGroupArn(String arn) {
    return arn.startsWith(arnPrefix);
  }

  @Override
  public void register(Attachment attachment, String instanceId) {
    pools(attachment).forEach(pool -> pool.register(instanceId));
  }

  @Override
  public void deregister(Attachment attachment, String instanceId, Runnable drained) {
    List<Pool> pools = pools(attachment);
    if (pools.isEmpty()) {
      simulation.queue().soon("drained " + instanceId, drained);
      return;
    }
    Runnable countDown =
        new Runnable() {
          private int left = pools.size();

          @Override
          public void run() {
            if (--left == 0) {
              drained.run();
            }
          }
        };
    pools.forEach(pool -> pool.deregister(instanceId, countDown));
  }

  @Override
  public boolean healthy(Attachment attachment, String instanceId) {
    return pools(attachment).stream().allMatch(pool -> pool.healthy(instanceId));
  }

  @Override
  public Map<String, String> states(Attachment attachment, String instanceId) {
    Map<String, String> states = new LinkedHashMap<>();
    for (Pool pool : pools(attachment)) {
      states.put(
          pool.settings().name(),
          pool.member(instanceId)
              .map(member -> member.health().name().toLowerCase(Locale.ROOT))
              .orElse("not registered"));
    }
    return states;
  }

  @Override
  public void whenChanged(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Has the checks of an instance fail whatever its software answers, or no longer. */
  public void setFailing(String loadBalancer, String instanceId, boolean fails) {
    require(loadBalancer).setFailing(instanceId, fails);
  }

  /** Makes a checked member healthy or unhealthy at once; its checks go on from there. */
  public void flip(String loadBalancer, String instanceId, boolean healthy) {
    require(loadBalancer).flip(instanceId, healthy);
  }

  /** Has descriptions say {@code Unknown} or {@code unavailable} for an instance, or no longer. */
  public void setUnreadable(String loadBalancer, String instanceId, boolean unreadable) {
    require(loadBalancer).setUnreadable(instanceId, unreadable);
  }

  Optional<Pool> classic(String name) {
    return Optional.ofNullable(classic.get(name));
  }

  Optional<Pool> targetGroup(String arn) {
    return Optional.ofNullable(targetGroups.get(arn));
  }

  Collection<Pool> allClassic() {
    return Collections.unmodifiableCollection(classic.values());
  }

  Collection<Pool> allTargetGroups() {
    return Collections.unmodifiableCollection(targetGroups.values());
  }

  private void add(Map<String, Pool> kind, PoolSettings settings) {
    boolean taken =
        kind.values().stream().anyMatch(p -> p.settings().name().equals(settings.name()));
    if (taken) {
      throw new IllegalArgumentException(
          "load balancer " + settings.name() + " exists; choose another name");
    }
    kind.put(settings.id(), new Pool(simulation, settings, applications::answers, this::changed));
  }

  private void recheck(String instanceId) {
    classic.values().forEach(pool -> pool.recheck(instanceId));
    targetGroups.values().forEach(pool -> pool.recheck(instanceId));
  }

  private void changed(String instanceId) {
    List.copyOf(listeners).forEach(listener -> listener.accept(instanceId));
  }

  private List<Pool> pools(Attachment attachment) {
    List<Pool> pools = new ArrayList<>();
    attachment.classicLoadBalancers().forEach(name -> pools.add(require(name)));
    attachment.targetGroupArns().forEach(arn -> pools.add(require(arn)));
    return pools;
  }

  private Pool require(String id) {
    return classic(id)
        .or(() -> targetGroup(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no load balancer "
                        + id
                        + "; create it first, there are "
                        + classic.keySet()
                        + " and "
                        + targetGroups.keySet()));
  }
}
