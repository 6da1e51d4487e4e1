package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.cost.Bill;
import io.servergroup.cost.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;

/** What was, or would be, used of AWS, for programs. */
final class UsageJson {
  private static final int DECIMALS = 2;

  /** A rollout's costs differ in hundredths of a cent. */
  private static final int DECIMALS_OF_USD = 6;

  private UsageJson() {}

  /** GB-seconds, calls by service, what it costs, and the share of each replaced server. */
  static void put(ObjectNode json, Usage usage, long servers) {
    json.put("gbSeconds", rounded(usage.gbSeconds(), DECIMALS));
    counts(json.putObject("callsByService"), usage.calls().byService());
    Bill bill = usage.bill();
    json.putObject("costUsd")
        .put("transitions", usd(bill.transitions()))
        .put("lambdaRequests", usd(bill.requests()))
        .put("lambdaDuration", usd(bill.duration()))
        .put("dynamoDb", usd(bill.dynamoDb()))
        .put("sns", usd(bill.notifications()))
        .put("eventBridge", usd(bill.events()))
        .put("total", usd(bill.total()));
    if (servers == 0) {
      json.putNull("perServer");
      return;
    }
    Usage share = usage.dividedBy(servers);
    json.putObject("perServer")
        .put("transitions", rounded(share.transitions(), DECIMALS))
        .put("lambdaInvocations", rounded(share.invoked(), DECIMALS))
        .put("gbSeconds", rounded(share.gbSeconds(), DECIMALS))
        .put("apiCalls", rounded(share.calls().total(), DECIMALS))
        .put("costUsd", usd(share.bill().total()));
  }

  /** Averages, as whole numbers. */
  static void counts(ObjectNode json, SortedMap<String, Double> counts) {
    counts.forEach((name, count) -> json.put(name, Math.round(count)));
  }

  private static double usd(double amount) {
    return rounded(amount, DECIMALS_OF_USD);
  }

  private static double rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }
}
