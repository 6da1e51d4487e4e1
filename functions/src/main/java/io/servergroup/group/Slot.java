package io.servergroup.group;

import java.util.List;
import java.util.Optional;

/**
 * The identity of one server: what stays when its instance is replaced.
 *
 * @param index the server's number, from 0
 * @param volumes ordered by device
 * @param dnsName the record its tags ask for; empty when they ask for none
 */
public record Slot(
    int index, NetworkInterface networkInterface, List<Volume> volumes, Optional<DnsName> dnsName) {
  public Slot {
    volumes = List.copyOf(volumes);
  }
}
