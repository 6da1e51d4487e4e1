package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import java.util.ArrayList;
import java.util.List;

/** Whether the parameters make servers that can keep what they are promised. */
final class ServerChecks {
  private final ClusterInputs inputs;
  private final StackProperties properties;
  private final List<Finding> findings = new ArrayList<>();

  ServerChecks(ClusterInputs inputs) {
    this.inputs = inputs;
    this.properties = inputs.properties();
  }

  List<Finding> check() {
    if (inputs.clusterName().isEmpty()) {
      refuse(ClusterInputs.NAME, "found nothing", "name the cluster");
    }
    if (inputs.size().isEmpty()) {
      refuse(ClusterInputs.SIZE, found(ClusterInputs.SIZE), "give the number of servers, from 1");
    }
    checkTruth(ClusterInputs.ATTACH_ENI);
    checkTruth(ClusterInputs.ELASTIC_IPS);
    checkCount(ClusterInputs.VOLUME_SIZE, "GiB for each server's volume, or 0 for none");
    checkCount(ClusterInputs.CAPACITY_TIMEOUT, "minutes, or 0 not to wait");
    checkWhatNeedsAnInterface();
    checkHealthCheckType();
    return findings;
  }

  /** A network interface is what all else that a server keeps is tied to. */
  private void checkWhatNeedsAnInterface() {
    if (properties.isTrue(ClusterInputs.ATTACH_ENI)) {
      return;
    }
    if (properties.isTrue(ClusterInputs.ELASTIC_IPS)) {
      needsInterface(ClusterInputs.ELASTIC_IPS, "an Elastic IP belongs to a network interface");
    }
    if (properties.count(ClusterInputs.VOLUME_SIZE).orElse(0) > 0) {
      needsInterface(ClusterInputs.VOLUME_SIZE, "a volume follows its server's network interface");
    }
    if (!properties.list(ClusterInputs.DNS_NAMES).isEmpty()) {
      needsInterface(ClusterInputs.DNS_NAMES, "a name stands for a network interface's address");
    }
    if (properties.given(ClusterInputs.COMMON_PORTION).isPresent()) {
      needsInterface(
          ClusterInputs.COMMON_PORTION, "a name stands for a network interface's address");
    }
  }

  private void needsInterface(String parameter, String why) {
    refuse(
        parameter,
        "found %s, but %s is %s; %s"
            .formatted(
                shown(parameter), ClusterInputs.ATTACH_ENI, shown(ClusterInputs.ATTACH_ENI), why),
        "set " + ClusterInputs.ATTACH_ENI + " to true, or leave " + parameter + " out");
  }

  private void checkHealthCheckType() {
    String type = properties.text(ClusterInputs.HEALTH_CHECK_TYPE);
    if (!type.equals("EC2") && !type.equals("ELB")) {
      refuse(
          ClusterInputs.HEALTH_CHECK_TYPE,
          found(ClusterInputs.HEALTH_CHECK_TYPE),
          "choose EC2 or ELB");
    }
    if (type.equals("ELB")
        && properties.list(ClusterInputs.TARGET_GROUPS).isEmpty()
        && properties.list(ClusterInputs.CLASSIC).isEmpty()) {
      refuse(
          ClusterInputs.HEALTH_CHECK_TYPE,
          "found ELB, but no load balancer that could tell the health of servers",
          "name one in %s or %s, or choose EC2"
              .formatted(ClusterInputs.TARGET_GROUPS, ClusterInputs.CLASSIC));
    }
  }

  private void checkTruth(String parameter) {
    String text = properties.text(parameter);
    if (!text.equals("true") && !text.equals("false")) {
      refuse(parameter, found(parameter), "set it to true or false");
    }
  }

  private void checkCount(String parameter, String wanted) {
    if (properties.count(parameter).isEmpty()) {
      refuse(parameter, found(parameter), "give a whole number of " + wanted);
    }
  }

  private String found(String parameter) {
    return "found " + shown(parameter);
  }

  private String shown(String parameter) {
    Object value = properties.byName().get(parameter);
    if (value instanceof List<?>) {
      return String.join(", ", properties.list(parameter));
    }
    return properties.given(parameter).map(text -> "\"" + text + "\"").orElse("nothing");
  }

  private void refuse(String parameter, String found, String wanted) {
    findings.add(new Finding(parameter, found, wanted));
  }
}
