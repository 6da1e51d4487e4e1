package io.servergroup.stack;

import io.servergroup.rollout.Finding;
import io.servergroup.rollout.Listing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the address ranges that may reach servers are ranges, and all of them are let in. */
final class RangeChecks {
  /** As many as the prefix lists of the template take. */
  private static final int MOST = 10;

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern RANGE =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}/(3[0-2]|[12]?[0-9])");

  private final StackProperties properties;
  private final List<Finding> findings = new ArrayList<>();

  RangeChecks(StackProperties properties) {
    this.properties = properties;
  }

  List<Finding> check() {
    check(ClusterInputs.INBOUND_RANGES);
    check(ClusterInputs.SSH_RANGES);
    return findings;
  }

  private void check(String parameter) {
    List<String> ranges = properties.list(parameter);
    if (ranges.size() > MOST) {
      refuse(
          parameter,
          "found "
              + ranges.size()
              + " ranges, of which only the first "
              + MOST
              + " would be let in",
          "give at most " + MOST);
    }
    List<String> none = ranges.stream().filter(range -> !RANGE.matcher(range).matches()).toList();
    if (!none.isEmpty()) {
      refuse(
          parameter,
          "found " + Listing.of(none.stream().map(range -> "\"" + range + "\"").toList()),
          "give IPv4 ranges such as 10.0.0.0/8");
    }
    Set<String> seen = new HashSet<>();
    List<String> again = ranges.stream().filter(range -> !seen.add(range)).distinct().toList();
    if (!again.isEmpty()) {
      refuse(parameter, "found more than once: " + Listing.of(again), "name each range once");
    }
  }

  private void refuse(String parameter, String found, String wanted) {
    findings.add(new Finding(parameter, found, wanted));
  }
}
