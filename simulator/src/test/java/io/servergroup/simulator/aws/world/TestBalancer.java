package io.servergroup.simulator.aws.world;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One load balancer that believes the software at once and drains for 30 seconds. */
public final class TestBalancer implements LoadBalancing {
  public static final Duration DRAIN = Duration.ofSeconds(30);

  private final Simulation simulation;
  private final Set<String> registered = new HashSet<>();
  private final Set<String> answering = new HashSet<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();

  TestBalancer(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public void register(Attachment attachment, String instanceId) {
    registered.add(instanceId);
    listeners.forEach(listener -> listener.accept(instanceId));
  }

  @Override
  public void deregister(Attachment attachment, String instanceId, Runnable drained) {
    registered.remove(instanceId);
    simulation.queue().after(DRAIN, "drain " + instanceId, drained);
  }

  @Override
  public Map<String, String> states(Attachment attachment, String instanceId) {
    return attachment.isEmpty()
        ? Map.of()
        : Map.of("test", healthy(attachment, instanceId) ? "healthy" : "unhealthy");
  }

  @Override
  public boolean healthy(Attachment attachment, String instanceId) {
    return attachment.isEmpty()
        || (registered.contains(instanceId) && answering.contains(instanceId));
  }

  @Override
  public void whenChanged(Consumer<String> listener) {
    listeners.add(listener);
  }

  public boolean registered(String instanceId) {
    return registered.contains(instanceId);
  }

  void answered(String instanceId, boolean answers) {
    if (answers ? answering.add(instanceId) : answering.remove(instanceId)) {
      listeners.forEach(listener -> listener.accept(instanceId));
    }
  }
}
