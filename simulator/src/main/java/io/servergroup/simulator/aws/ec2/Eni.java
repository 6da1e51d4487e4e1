package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Resource;

/** An elastic network interface. */
public final class Eni extends Resource {
  private final Subnet subnet;
  private final String privateAddress;
  private final String description;
  private Attachment attachment;
  private ElasticIp elasticIp;

  Eni(String id, long sequence, Subnet subnet, String privateAddress, String description) {
    super(id, sequence);
    this.subnet = subnet;
    this.privateAddress = privateAddress;
    this.description = description;
  }

  public Subnet subnet() {
    return subnet;
  }

  public String privateAddress() {
    return privateAddress;
  }

  public String description() {
    return description;
  }

  /** The current attachment, or for a moment the one just ended, or null. */
  public Attachment attachment() {
    return attachment;
  }

  /** The instance that has the interface, attaching and detaching included; null when none. */
  public Instance holder() {
    return available() ? null : attachment.instance();
  }

  /** Whether EC2 calls the interface available; it may still refuse an attach for a moment. */
  public boolean available() {
    return attachment == null || attachment.state() == AttachmentState.DETACHED;
  }

  /** The Elastic IP of the private address, or null. */
  public ElasticIp elasticIp() {
    return elasticIp;
  }

  void setAttachment(Attachment attachment) {
    this.attachment = attachment;
    touch();
  }

  void setElasticIp(ElasticIp elasticIp) {
    this.elasticIp = elasticIp;
    touch();
  }
}
