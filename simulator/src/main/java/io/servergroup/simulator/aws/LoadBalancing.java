package io.servergroup.simulator.aws;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What an Auto Scaling group asks of the load balancers attached to it. */
public interface LoadBalancing {
  /**
   * The load balancers attached to one Auto Scaling group.
   *
   * @param classicLoadBalancers names
   * @param targetGroupArns ARNs
   */
  record Attachment(List<String> classicLoadBalancers, List<String> targetGroupArns) {
    public boolean isEmpty() {
      return classicLoadBalancers.isEmpty() && targetGroupArns.isEmpty();
    }
  }

  void register(Attachment attachment, String instanceId);

  /**
   * Takes an instance out of every attached load balancer.
   *
   * @param drained told, as an event of its own, when the last one has drained it; at once when
   *     none holds it
   */
  void deregister(Attachment attachment, String instanceId, Runnable drained);

  /**
   * True when every attached load balancer considers the instance healthy; true when none is
   * attached.
   */
  boolean healthy(Attachment attachment, String instanceId);

  /**
   * What each attached load balancer considers the instance to be, by its name, such as {@code
   * healthy}, {@code draining} or {@code not registered}.
   */
  Map<String, String> states(Attachment attachment, String instanceId);

  /**
   * Tells {@code listener} the id of an instance each time a load balancer changed its mind about
   * it.
   */
  void whenChanged(Consumer<String> listener);
}
