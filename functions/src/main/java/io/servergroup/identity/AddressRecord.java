package io.servergroup.identity;

import java.time.Duration;
import java.util.List;

/** An A record as the hosted zone has it now. */
public record AddressRecord(Duration ttl, List<String> addresses) {
  public AddressRecord {
    addresses = List.copyOf(addresses);
  }
}
