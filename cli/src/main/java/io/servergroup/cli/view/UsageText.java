package io.servergroup.cli.view;

import io.servergroup.cost.Bill;
import io.servergroup.cost.Usage;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What was, or would be, used of AWS, in words. */
final class UsageText {
  private UsageText() {}

  /** Everything of one share of it, such as one server's. */
  static String share(Usage usage) {
    return "%s transitions, %s invocations, %s GB-seconds, %s calls, %s"
        .formatted(
            number(usage.transitions()),
            number(usage.invoked()),
            number(usage.gbSeconds()),
            number(usage.calls().total()),
            dollars(usage.bill().total()));
  }

  /** {@code 64 autoscaling, 20 ec2}: the counts, whole. */
  static String counts(SortedMap<String, Double> counts) {
    return counts.entrySet().stream()
        .filter(each -> Math.round(each.getValue()) > 0)
        .map(each -> Amounts.count(Math.round(each.getValue())) + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /** What has a price, and what it comes to. */
  static String bill(Bill bill) {
    return "%s: %s for transitions, %s for Lambda's time, %s for its requests, %s for all else"
        .formatted(
            dollars(bill.total()),
            dollars(bill.transitions()),
            dollars(bill.duration()),
            dollars(bill.requests()),
            dollars(bill.dynamoDb() + bill.notifications() + bill.events()));
  }

  static String dollars(double usd) {
    return String.format(Locale.ROOT, "$%.4f", usd);
  }

  /** One decimal where it matters. */
  static String number(double value) {
    return value < 100
        ? String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "")
        : Amounts.count(Math.round(value));
  }
}
