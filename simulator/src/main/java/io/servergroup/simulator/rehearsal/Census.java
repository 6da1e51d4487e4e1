package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.LoadBalancing;
import io.servergroup.simulator.kernel.TraceEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The truth about every server of a cluster, read from the simulated world itself and not through
 * any API: whose instance is in service, answers, is healthy behind every load balancer and holds
 * its slot. Only servers that something happened to are looked at again, so that asking after every
 * event costs little.
 */
public final class Census {
  /**
   * One server as it really is.
   *
   * @param instance its instance, as {@link Occupants} tell; empty text when there is none
   * @param state the life cycle state of that instance as the API writes it; empty text when there
   *     is none
   * @param version the launch template version of that instance; 0 when there is none
   * @param holder the instance its network interface is attached to; empty text when there is none.
   *     Where servers have no interfaces, nobody can be in its place but its instance
   * @param answers whether the software on the instance answers
   * @param balanced whether every load balancer considers the instance healthy
   */
  public record Truth(
      String instance,
      String state,
      long version,
      String holder,
      boolean answers,
      boolean balanced) {
    static final Truth NOTHING = new Truth("", "", 0, "", false, false);

    /**
     * Whether clients of this server are served at its own address and behind its load balancers.
     */
    public boolean healthy() {
      return answers && seemsHealthy();
    }

    /**
     * Whether it is healthy as far as anybody can tell from AWS: a load balancer notices that the
     * software stopped answering only when enough of its checks have failed.
     */
    public boolean seemsHealthy() {
      return state.equals("InService") && balanced && holder.equals(instance);
    }
  }

  private final SimulatedAws aws;
  private final Cluster cluster;
  private final LoadBalancing.Attachment balancers;
  private final List<Truth> truths = new ArrayList<>();
  private final Occupants occupants;
  private final BitSet stale = new BitSet();
  private final BitSet lookedAt = new BitSet();
  private final List<IntConsumer> listeners = new ArrayList<>();
  private int healthy;

  Census(SimulatedAws aws, Cluster cluster) {
    this.aws = aws;
    this.cluster = cluster;
    this.balancers = cluster.balancers();
    this.occupants = new Occupants(aws, cluster);
    cluster.members().forEach(member -> truths.add(Truth.NOTHING));
    stale.set(0, truths.size());
    aws.simulation().trace().listen(this::noticed);
    aws.balancers().whenChanged(this::touch);
    aws.simulation().queue().afterEveryEvent(this::afterEvent);
  }

  /** How many servers are healthy now. */
  public int healthy() {
    refresh();
    return healthy;
  }

  /** The truth about one server now. */
  public Truth of(int server) {
    refresh();
    return truths.get(server);
  }

  /** The truth about all servers now, ordered by index. */
  public List<Truth> all() {
    refresh();
    return List.copyOf(truths);
  }

  /**
   * The server that a resource belongs to: an Auto Scaling group of one server, an instance, a
   * network interface or a volume, alone or as the last part of a path such as {@code
   * load-balancer/i-0abc}.
   *
   * @return its index; -1 for none
   */
  public int serverOf(String path) {
    return occupants.serverOf(path.substring(path.lastIndexOf('/') + 1));
  }

  /**
   * Tells {@code listener} the index of every server that was looked at again, after each event.
   */
  void whenLookedAt(IntConsumer listener) {
    listeners.add(listener);
  }

  private void refresh() {
    for (int server = stale.nextSetBit(0); server >= 0; server = stale.nextSetBit(server + 1)) {
      Truth before = truths.get(server);
      Truth now = look(cluster.members().get(server));
      truths.set(server, now);
      healthy += (now.healthy() ? 1 : 0) - (before.healthy() ? 1 : 0);
      lookedAt.set(server);
    }
    stale.clear();
  }

  private void afterEvent() {
    refresh();
    for (int server = lookedAt.nextSetBit(0);
        server >= 0;
        server = lookedAt.nextSetBit(server + 1)) {
      for (IntConsumer listener : listeners) {
        listener.accept(server);
      }
    }
    lookedAt.clear();
  }

  private void noticed(TraceEntry entry) {
    switch (entry.source()) {
      case "ec2", "autoscaling" -> touch(entry.subject());
      default -> {}
    }
  }

  private void touch(String resource) {
    int server = serverOf(resource);
    if (server >= 0) {
      stale.set(server);
    }
  }

  private Truth look(Cluster.Member member) {
    if (occupants.isGone(member)) {
      return Truth.NOTHING;
    }
    String holder = occupants.found(member);
    return occupants
        .of(member)
        .map(
            occupant ->
                new Truth(
                    occupant.instanceId(),
                    occupant.state().toString(),
                    occupant.instance().template().number(),
                    holder,
                    aws.ec2World().software().answers(occupant.instanceId()),
                    aws.balancers().healthy(balancers, occupant.instanceId())))
        .orElse(new Truth("", "", 0, holder, false, false));
  }
}
