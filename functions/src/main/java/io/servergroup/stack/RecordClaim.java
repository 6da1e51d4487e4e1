package io.servergroup.stack;

import io.servergroup.group.DnsName;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stack says is the record of one of its servers.
 *
 * @param hostedZoneId such as {@code Z123}
 * @param name lower case, without a trailing dot, without {@code \ooo} escapes
 * @param address the private IPv4 address of the server's permanent network interface
 */
public record RecordClaim(String hostedZoneId, String name, String address) {
  static final String ZONE = "HostedZoneId";
  static final String NAME = "Name";
  static final String ADDRESS = "Address";

  /** What the properties of a resource say; texts that are missing are empty. */
  public static RecordClaim of(StackProperties properties) {
    return new RecordClaim(
        DnsName.zoneId(properties.text(ZONE)),
        DnsName.plain(properties.text(NAME)),
        properties.text(ADDRESS));
  }

  /** The properties that are missing. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (hostedZoneId.isEmpty()) {
      missing.add(ZONE);
    }
    if (name.isEmpty()) {
      missing.add(NAME);
    }
    if (address.isEmpty()) {
      missing.add(ADDRESS);
    }
    return missing;
  }

  /** Whether both are about one name, whatever it stands for. */
  public boolean hasNameOf(RecordClaim other) {
    return hostedZoneId.equals(other.hostedZoneId) && name.equals(other.name);
  }
}
