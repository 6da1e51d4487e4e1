package io.servergroup.identity;

import java.time.Duration;
import java.util.List;

/**
 * What a hosted zone has under a name as A records.
 *
 * @param addresses of a simple record; empty for any other
 * @param special empty for a simple record; else what stands in its place, such as {@code an alias
 *     of lb.example.com}
 */
public record AddressRecord(Duration ttl, List<String> addresses, String special) {
  public AddressRecord {
    addresses = List.copyOf(addresses);
  }

  /** A simple record. */
  public AddressRecord(Duration ttl, List<String> addresses) {
    this(ttl, addresses, "");
  }

  /** A record that answers in another way than with fixed addresses. */
  public static AddressRecord special(String what) {
    return new AddressRecord(Duration.ZERO, List.of(), what);
  }

  /** Whether it is more than a simple record, which nobody but its maker may replace. */
  public boolean isSpecial() {
    return !special.isEmpty();
  }

  /** Whether it says exactly this. */
  public boolean says(String address, Duration wanted) {
    return !isSpecial() && ttl.equals(wanted) && addresses.equals(List.of(address));
  }
}
