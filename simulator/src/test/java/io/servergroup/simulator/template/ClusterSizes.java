package io.servergroup.simulator.template;

/** How large a cluster may be, by the template. */
final class ClusterSizes {
  private ClusterSizes() {}

  static int largest(Template template) {
    return Integer.parseInt(
        Values.text(Values.mapIn(template.parameters(), "ClusterSize").get("MaxValue")));
  }
}
