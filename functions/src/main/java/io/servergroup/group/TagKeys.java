package io.servergroup.group;

/**
 * The tags that tie resources to a server group. The keys hold no space and no slash, because an
 * instance reads its own through the metadata service, which allows neither.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html">Access
 *     tags in instance metadata</a>
 */
public final class TagKeys {
  /** On everything: the server group it belongs to. */
  public static final String GROUP = "ServerGroupName";

  /** On everything but a group that holds several servers: the server's number, from 0. */
  public static final String INDEX = "ServerGroupIndex";

  /** On a network interface: the name of the server's A record. */
  public static final String DNS_NAME = "ServerGroupDnsName";

  /** On a network interface: the hosted zone of the server's A record. */
  public static final String HOSTED_ZONE = "ServerGroupHostedZoneId";

  /** On a network interface: the time to live of the server's A record, in seconds. */
  public static final String DNS_TTL = "ServerGroupDnsTtl";

  /** On a volume: the device name to attach it as. */
  public static final String DEVICE = "ServerGroupDevice";

  /** On a volume: the instance whose server has it mounted; written by that server. */
  public static final String MOUNTED = "ServerGroupMounted";

  /** On an instance whose launch waits for name servers: the change they have to learn of. */
  public static final String DNS_CHANGE = "ServerGroupDnsChange";

  /** On an instance: what consoles show as its name. */
  public static final String NAME = "Name";

  /** On a group: what a terminating instance gives back; {@code nothing}, {@code interface}, ... */
  public static final String EARLY_RELEASE = "ServerGroupEarlyRelease";

  /** On a group: whether a launch waits for the name servers; {@code true} or {@code false}. */
  public static final String WAIT_FOR_DNS = "ServerGroupWaitForDns";

  /** On a group: how long a launch may wait for its slot, in seconds. */
  public static final String LAUNCH_BUDGET = "ServerGroupLaunchBudget";

  private TagKeys() {}
}
