package io.servergroup.identity;

import java.time.Duration;
import java.util.List;

/**
 * What a hosted zone has under a name as A records.
 *
 * @param addresses of a simple record; empty for any other
 * @param special empty for a simple record; else what stands in its place, such as {@code an alias
 *     of lb.example.com}
 * @param unreadable empty when it could be read; else what AWS said, for good
 */
public record AddressRecord(
    Duration ttl, List<String> addresses, String special, String unreadable) {
  public AddressRecord {
    addresses = List.copyOf(addresses);
  }

  /** A simple record. */
  public AddressRecord(Duration ttl, List<String> addresses) {
    this(ttl, addresses, "", "");
  }

  /** A record that answers in another way than with fixed addresses. */
  public static AddressRecord special(String what) {
    return new AddressRecord(Duration.ZERO, List.of(), what, "");
  }

  /** A record that AWS refuses to show, for good. */
  public static AddressRecord unreadable(String why) {
    return new AddressRecord(Duration.ZERO, List.of(), "", why);
  }

  /** Whether it may be replaced by a simple record of ours. */
  public boolean isOpen() {
    return special.isEmpty() && unreadable.isEmpty();
  }

  /** Whether it is more than a simple record, which nobody but its maker may replace. */
  public boolean isSpecial() {
    return !special.isEmpty();
  }

  /** Whether it says exactly this. */
  public boolean says(String address, Duration wanted) {
    return isOpen() && ttl.equals(wanted) && addresses.equals(List.of(address));
  }
}
