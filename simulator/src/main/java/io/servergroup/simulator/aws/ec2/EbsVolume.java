package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Resource;
import java.time.Instant;

/** An EBS volume. */
public final class EbsVolume extends Resource {
  private final String zone;
  private final int gibibytes;
  private final String type;
  private final Instant created;
  private Attachment attachment;
  private boolean mounted;

  EbsVolume(String id, long sequence, String zone, int gibibytes, String type, Instant created) {
    super(id, sequence);
    this.zone = zone;
    this.gibibytes = gibibytes;
    this.type = type;
    this.created = created;
  }

  public String zone() {
    return zone;
  }

  int gibibytes() {
    return gibibytes;
  }

  String type() {
    return type;
  }

  Instant created() {
    return created;
  }

  /** The current attachment, or null. */
  public Attachment attachment() {
    return attachment;
  }

  /** The instance that has the volume, attaching and detaching included; null when none. */
  public Instance holder() {
    return attachment == null ? null : attachment.instance();
  }

  /** Whether a file system on it is mounted, which keeps a detach busy. */
  public boolean mounted() {
    return mounted;
  }

  void setAttachment(Attachment attachment) {
    this.attachment = attachment;
    touch();
  }

  void setMounted(boolean mounted) {
    this.mounted = mounted;
  }
}
