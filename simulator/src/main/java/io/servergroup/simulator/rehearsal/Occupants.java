package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.ec2.AttachmentState;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which instance is which server. With a group of its own, a server is the newest instance of that
 * group; in a shared group it is the instance that holds its slot, and nobody when nobody does.
 */
final class Occupants {
  private final SimulatedAws aws;
  private final Topology topology;
  private final Map<String, Integer> owners = new HashMap<>();

  Occupants(SimulatedAws aws, Cluster cluster) {
    this.aws = aws;
    this.topology = cluster.topology();
    for (Cluster.Member member : cluster.members()) {
      if (topology.hasSlots()) {
        owners.put(member.networkInterface(), member.index());
        owners.put(member.volume(), member.index());
      }
      if (topology.indexed()) {
        owners.put(member.group(), member.index());
      }
    }
  }

  /** The instance an interface is attached to; empty while it is on its way there or back. */
  static Optional<Instance> holder(Eni eni) {
    return Optional.ofNullable(eni.attachment())
        .filter(attachment -> attachment.state() == AttachmentState.ATTACHED)
        .map(attachment -> attachment.instance());
  }

  /** The instance that is a server now. */
  Optional<Member> of(Cluster.Member server) {
    return switch (topology) {
      case GROUP_PER_SERVER, WITHOUT_IDENTITY -> aws.newestOf(server.group());
      case GROUP_PER_ZONE ->
          holder(interfaceOf(server)).map(i -> aws.autoScalingWorld().member(i.id()));
    };
  }

  /**
   * The instance that clients of a server find: the one that has its network interface; where there
   * is none, the server's own instance.
   *
   * @return its id; empty text for none
   */
  String found(Cluster.Member server) {
    return topology.hasSlots()
        ? holder(interfaceOf(server)).map(Instance::id).orElse("")
        : of(server).map(Member::instanceId).orElse("");
  }

  /** Whether the server was taken away, its interface with it. */
  boolean isGone(Cluster.Member server) {
    return topology.hasSlots()
        && aws.ec2World().interfaces().catalog().get(server.networkInterface()) == null;
  }

  private Eni interfaceOf(Cluster.Member server) {
    return aws.ec2World().interfaces().require(server.networkInterface());
  }

  /**
   * The server that a group, an interface, a volume or an instance belongs to. An instance of a
   * shared group belongs to one from the moment the slot begins to be attached to it until it is
   * detached from it.
   *
   * @return its index; -1 for none
   */
  int serverOf(String resource) {
    Integer owner = owners.get(resource);
    if (owner != null) {
      return owner;
    }
    Instance instance = aws.ec2World().instances().catalog().get(resource);
    return instance == null ? -1 : serverOf(instance);
  }

  private int serverOf(Instance instance) {
    return switch (topology) {
      case GROUP_PER_SERVER, WITHOUT_IDENTITY -> owners.getOrDefault(instance.groupName(), -1);
      case GROUP_PER_ZONE -> {
        for (Eni eni : instance.interfaces().values()) {
          Integer owner = owners.get(eni.id());
          if (owner != null) {
            yield owner;
          }
        }
        yield -1;
      }
    };
  }
}
