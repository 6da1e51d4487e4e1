package io.servergroup.simulator.rehearsal;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** After how long rehearsals kill an invocation of each function. */
public final class FunctionTimeouts {
  private FunctionTimeouts() {}

  /** By the function's name. */
  public static Map<String, Duration> all() {
    Map<String, Duration> timeouts = new TreeMap<>();
    DeployedFunction.all().forEach(each -> timeouts.put(each.name(), each.timeout()));
    return timeouts;
  }
}
