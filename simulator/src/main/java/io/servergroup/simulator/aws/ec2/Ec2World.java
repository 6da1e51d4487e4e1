package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Everything there is in simulated EC2, apart from the client in front of it. */
public final class Ec2World {
  private final Account account;
  private final Templates templates;
  private final Instances instances;
  private final Interfaces interfaces;
  private final Volumes volumes;
  private final Software software;
  private final Catalog<Subnet> subnets =
      new Catalog<Subnet>("subnet")
          .field("subnet-id", Subnet::id)
          .field("vpc-id", Subnet::vpcId)
          .field("availability-zone", Subnet::zone);
  private final Catalog<ElasticIp> elasticIps =
      new Catalog<ElasticIp>("address")
          .field("allocation-id", ElasticIp::id)
          .field("public-ip", ElasticIp::publicAddress)
          .field("association-id", ElasticIp::associationId)
          .field("network-interface-id", ip -> ip.eni().id());
  private final TreeSet<String> lostZones = new TreeSet<>();
  private final List<LaunchRefusals> refusals = new ArrayList<>();

  public Ec2World(Account account) {
    this.account = account;
    this.templates = new Templates(account);
    this.instances = new Instances(account);
    this.interfaces = new Interfaces(account, instances);
    this.volumes = new Volumes(account, instances);
    this.software = new Software(account, instances);
  }

  public Templates templates() {
    return templates;
  }

  public Instances instances() {
    return instances;
  }

  public Interfaces interfaces() {
    return interfaces;
  }

  public Volumes volumes() {
    return volumes;
  }

  public Software software() {
    return software;
  }

  public Catalog<ElasticIp> elasticIps() {
    return elasticIps;
  }

  /**
   * Creates a subnet.
   *
   * @param zone such as {@code eu-west-1a}
   * @param cidr such as {@code 10.0.1.0/24}
   */
  public Subnet createSubnet(String vpcId, String zone, String cidr) {
    Subnet subnet =
        new Subnet(account.newId("subnet"), subnets.all().size() + 1L, vpcId, zone, cidr);
    subnets.add(subnet);
    return subnet;
  }

  /**
   * The subnet with an id.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception InvalidSubnetID.NotFound
   */
  public Subnet requireSubnet(String id) {
    Subnet subnet = subnets.get(id);
    if (subnet == null) {
      throw Ec2Error.of("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
    }
    return subnet;
  }

  Catalog<Subnet> subnets() {
    return subnets;
  }

  /** Allocates an Elastic IP and associates it with the private address of an interface. */
  public ElasticIp allocateAddress(Eni eni) {
    long sequence = account.nextSequence();
    ElasticIp ip =
        new ElasticIp(
            account.newId("eipalloc"),
            sequence,
            "198.51.%d.%d".formatted(100 + sequence / 256 % 100, sequence % 256),
            account.newId("eipassoc"),
            eni);
    elasticIps.add(ip);
    eni.setElasticIp(ip);
    account.changed("ec2", eni.id(), "has Elastic IP " + ip.publicAddress());
    return ip;
  }

  /** Adds a reason for which later launches are refused. */
  public void refuseLaunches(LaunchRefusals reason) {
    refusals.add(reason);
  }

  /**
   * Launches an instance.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception when it cannot be launched
   */
  public Instance launch(LaunchOrder order) {
    if (lostZones.contains(order.subnet().zone())) {
      throw Ec2Error.insufficientCapacity(order.subnet().zone(), order.effectiveType());
    }
    for (LaunchRefusals reason : refusals) {
      Optional<RuntimeException> refusal = reason.refusal(order);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    }
    order.subnet().requireRoom();
    Instance instance = instances.create(order);
    interfaces.createPrimary(instance);
    return instance;
  }

  /** A zone goes down: its instances fail their checks, and none can be launched there. */
  public void loseZone(String zone) {
    lostZones.add(zone);
    setImpaired(zone, true);
  }

  /** A zone comes back; the software on its instances boots again. */
  public void restoreZone(String zone) {
    lostZones.remove(zone);
    setImpaired(zone, false);
  }

  private void setImpaired(String zone, boolean impaired) {
    for (Instance instance : List.copyOf(instances.catalog().all())) {
      if (instance.zone().equals(zone)) {
        instances.setImpaired(instance, impaired);
      }
    }
  }
}
