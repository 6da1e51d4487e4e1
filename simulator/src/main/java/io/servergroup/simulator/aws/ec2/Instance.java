package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Lifecycle;
import io.servergroup.simulator.aws.world.Resource;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An EC2 instance. */
public final class Instance extends Resource {
  private final LaunchOrder order;
  private Instant launched;
  private final Lifecycle<InstanceState> lifecycle;
  private final NavigableMap<Integer, Eni> interfaces = new TreeMap<>();
  private final Map<String, EbsVolume> volumes = new TreeMap<>();
  private String endReason = "";
  private boolean impaired;

  Instance(String id, long sequence, LaunchOrder order, Instant now) {
    super(id, sequence);
    this.order = order;
    this.launched = now;
    this.lifecycle = new Lifecycle<>("instance " + id, InstanceState.PENDING, now);
  }

  /** The launch template version it was launched with. */
  public TemplateVersion template() {
    return order.template();
  }

  public String imageId() {
    return order.template().data().imageId();
  }

  public String type() {
    return order.effectiveType();
  }

  public Subnet subnet() {
    return order.subnet();
  }

  public String zone() {
    return order.subnet().zone();
  }

  /**
   * When it was launched or, if it was stopped since, started last.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html">Instance,
   *     launchTime</a>
   */
  public Instant launched() {
    return launched;
  }

  void startedAgain(Instant now) {
    launched = now;
  }

  public InstanceState state() {
    return lifecycle.state();
  }

  public Lifecycle<InstanceState> lifecycle() {
    return lifecycle;
  }

  /** Its interfaces by device index, those attaching and detaching included. */
  public NavigableMap<Integer, Eni> interfaces() {
    return Collections.unmodifiableNavigableMap(interfaces);
  }

  /** Its volumes by device name, those attaching and detaching included. */
  public Map<String, EbsVolume> volumes() {
    return Collections.unmodifiableMap(volumes);
  }

  /** Whether EC2's status checks fail. */
  public boolean impaired() {
    return impaired;
  }

  /** Why it stopped or was terminated, as EC2 words it; empty while it runs. */
  public String endReason() {
    return endReason;
  }

  /** The Auto Scaling group that launched it, by its tag; null when none did. */
  public String groupName() {
    return order.tags().get("aws:autoscaling:groupName");
  }

  InstanceState move(InstanceState to, String reason, Instant now) {
    endReason = reason;
    touch();
    return lifecycle.move(to, now);
  }

  void setImpaired(boolean impaired) {
    this.impaired = impaired;
  }

  void put(int deviceIndex, Eni eni) {
    interfaces.put(deviceIndex, eni);
    touch();
  }

  void removeInterface(int deviceIndex) {
    interfaces.remove(deviceIndex);
    touch();
  }

  void put(String device, EbsVolume volume) {
    volumes.put(device, volume);
    touch();
  }

  void removeVolume(String device) {
    volumes.remove(device);
    touch();
  }
}
