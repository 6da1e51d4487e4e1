package io.servergroup.architecture.broken.identity;

import software.amazon.awssdk.services.ec2.Ec2Client;

/** A decision that calls AWS. */
public final class Decision {
  String decide(Ec2Client ec2) {
    return ec2.describeInstances().toString();
  }
}
