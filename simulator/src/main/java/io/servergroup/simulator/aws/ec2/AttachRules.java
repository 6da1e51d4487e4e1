package io.servergroup.simulator.aws.ec2;

/** What EC2 checks before it attaches something to an instance. */
final class AttachRules {
  private AttachRules() {}

  static void checkInterface(Eni eni, Instance instance, int deviceIndex) {
    if (!eni.subnet().zone().equals(instance.zone())) {
      throw Ec2Error.of(
          "InvalidParameterCombination",
          "You may not attach a network interface to an instance if they are not in the same availability zone");
    }
    switch (instance.state()) {
      case RUNNING, STOPPED -> {}
      case PENDING, STOPPING -> throw notReady(instance);
      case SHUTTING_DOWN, TERMINATED ->
          throw Ec2Error.of(
              "IncorrectInstanceState",
              "The instance '"
                  + instance.id()
                  + "' is not in a valid state for this operation: it is '"
                  + instance.state()
                  + "'.");
    }
    if (instance.interfaces().containsKey(deviceIndex)) {
      throw Ec2Error.of(
          "InvalidParameterValue",
          "Instance '%s' already has an interface attached at device index '%d'."
              .formatted(instance.id(), deviceIndex));
    }
    int count = instance.interfaces().size() + 1;
    if (count > InstanceLimits.interfaces(instance.type())) {
      throw Ec2Error.of(
          "AttachmentLimitExceeded",
          "Interface count " + count + " exceeds the limit for " + instance.type());
    }
  }

  static void checkVolume(EbsVolume volume, Instance instance, String device) {
    if (!volume.zone().equals(instance.zone())) {
      throw Ec2Error.of(
          "InvalidVolume.ZoneMismatch",
          "The volume '%s' is not in the same availability zone as instance '%s'"
              .formatted(volume.id(), instance.id()));
    }
    if (instance.state() != InstanceState.RUNNING && instance.state() != InstanceState.STOPPED) {
      throw notReady(instance);
    }
    if (instance.volumes().containsKey(device)) {
      throw Ec2Error.of(
          "InvalidDevice.InUse",
          "The device '%s' of instance '%s' is already in use".formatted(device, instance.id()));
    }
  }

  private static RuntimeException notReady(Instance instance) {
    return Ec2Error.of("IncorrectState", "Instance '" + instance.id() + "' is not 'running'.");
  }
}
