package io.servergroup.aws;

import io.servergroup.health.Machines;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.InstanceFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Asks EC2 whether instances run, and since when. */
public final class MachineReader {
  private final InstanceGateway instances;
  private final Function<Instance, Machines.Machine> reading;

  public MachineReader(AwsClients clients) {
    this.instances = new InstanceGateway(clients);
    this.reading = clients.reading(Machines.Machine.class, MachineReader::machine);
  }

  /** What EC2 says of these instances; one that it does not know is not mentioned. */
  public Machines read(Collection<String> instanceIds) {
    Map<String, Machines.Machine> machines = new HashMap<>();
    instances
        .described(instanceIds)
        .forEach(instance -> machines.put(instance.instanceId(), reading.apply(instance)));
    return Machines.of(machines);
  }

  /** The same from facts that were read for something else. */
  public static Machines of(Map<String, InstanceFacts> facts) {
    Map<String, Machines.Machine> machines = new HashMap<>();
    facts.forEach((id, each) -> machines.put(id, machine(each)));
    return Machines.of(machines);
  }

  private static Machines.Machine machine(InstanceFacts facts) {
    return new Machines.Machine(
        facts.state().text(), facts.startedAt(), facts.hasAttachedAt(AttachInterface.DEVICE_INDEX));
  }

  /** Without all else that facts hold: a rollout asks about every instance at each of its looks. */
  private static Machines.Machine machine(Instance instance) {
    return new Machines.Machine(
        InstanceGateway.state(instance).text(),
        InstanceGateway.startedAt(instance),
        InstanceGateway.hasAttachedAt(instance, AttachInterface.DEVICE_INDEX));
  }
}
