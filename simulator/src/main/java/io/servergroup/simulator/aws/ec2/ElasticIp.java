package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Resource;

/** A public address associated with the private address of an interface, wherever that goes. */
public final class ElasticIp extends Resource {
  private final String publicAddress;
  private final String associationId;
  private final Eni eni;

  ElasticIp(String id, long sequence, String publicAddress, String associationId, Eni eni) {
    super(id, sequence);
    this.publicAddress = publicAddress;
    this.associationId = associationId;
    this.eni = eni;
  }

  public String publicAddress() {
    return publicAddress;
  }

  public String associationId() {
    return associationId;
  }

  public Eni eni() {
    return eni;
  }
}
