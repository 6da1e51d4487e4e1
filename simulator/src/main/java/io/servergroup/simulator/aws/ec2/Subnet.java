package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Resource;
import java.util.TreeSet;

/** A subnet: one zone and a range of private addresses. */
public final class Subnet extends Resource {
  /** AWS keeps the first four addresses and the last one of every subnet. */
  private static final int FIRST_HOST = 4;

  private final String vpcId;
  private final String zone;
  private final long base;
  private final int hosts;
  private final TreeSet<Integer> freed = new TreeSet<>();
  private int next = FIRST_HOST;

  Subnet(String id, long sequence, String vpcId, String zone, String cidr) {
    super(id, sequence);
    this.vpcId = vpcId;
    this.zone = zone;
    int slash = cidr.indexOf('/');
    long address = 0;
    for (String part : cidr.substring(0, slash).split("\\.", -1)) {
      address = address * 256 + Integer.parseInt(part);
    }
    this.base = address;
    this.hosts = 1 << (32 - Integer.parseInt(cidr, slash + 1, cidr.length(), 10));
  }

  public String vpcId() {
    return vpcId;
  }

  public String zone() {
    return zone;
  }

  /** Refuses when every address is taken. */
  void requireRoom() {
    if (freed.isEmpty() && next >= hosts - 1) {
      throw Ec2Error.of(
          "InsufficientFreeAddressesInSubnet",
          "The specified subnet does not have enough free addresses to satisfy the request: "
              + id());
    }
  }

  /** The lowest address nobody has. */
  String takeAddress() {
    requireRoom();
    return address(freed.isEmpty() ? next++ : freed.pollFirst());
  }

  void giveBack(String address) {
    long value = 0;
    for (String part : address.split("\\.", -1)) {
      value = value * 256 + Integer.parseInt(part);
    }
    freed.add((int) (value - base));
  }

  private String address(int host) {
    long value = base + host;
    return "%d.%d.%d.%d"
        .formatted(value >> 24 & 255, value >> 16 & 255, value >> 8 & 255, value & 255);
  }
}
