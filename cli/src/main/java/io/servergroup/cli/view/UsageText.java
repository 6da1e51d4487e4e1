package io.servergroup.cli.view;

import io.servergroup.cost.Bill;
import io.servergroup.cost.Usage;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What was, or would be, used of AWS, in words. */
final class UsageText {
  private UsageText() {}

  /** What one of so many servers has a part in, each in the same. */
  static String share(Usage usage, int servers) {
    return "%s transitions, %s invocations, %s GB-seconds, %s calls, %s"
        .formatted(
            number((double) usage.transitions() / servers),
            number((double) usage.invoked() / servers),
            number(usage.gbSeconds() / servers),
            number((double) usage.calls().total() / servers),
            dollars(usage.bill().total() / servers));
  }

  /** {@code 64 autoscaling, 20 ec2}. */
  static String counts(SortedMap<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(each -> Amounts.count(each.getValue()) + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /** What has a price, and what it comes to. */
  static String bill(Bill bill) {
    return "%s: %s for transitions, %s for Lambda, %s for all else; prices of us-east-1"
        .formatted(
            dollars(bill.total()),
            dollars(bill.transitions()),
            dollars(bill.lambda()),
            dollars(bill.other()));
  }

  static String dollars(double usd) {
    return String.format(Locale.ROOT, "$%.4f", usd);
  }

  /** One decimal where it matters. */
  static String number(double value) {
    return value < 100
        ? String.format(Locale.ROOT, "%.1f", value)
        : Amounts.count(Math.round(value));
  }
}
