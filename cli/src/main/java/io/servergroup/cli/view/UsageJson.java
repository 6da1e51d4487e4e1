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

  /** Invocations, calls, GB-seconds, what it costs, and the share of each replaced server. */
  static void put(ObjectNode json, Usage usage, int servers) {
    counts(json.putObject("lambdaInvocations"), usage.invocations());
    counts(json.putObject("apiCalls"), usage.calls().byAction());
    json.put("gbSeconds", rounded(usage.gbSeconds(), DECIMALS));
    Bill bill = usage.bill();
    json.putObject("costUsd")
        .put("transitions", usd(bill.transitions()))
        .put("lambda", usd(bill.lambda()))
        .put("other", usd(bill.other()))
        .put("total", usd(bill.total()));
    if (servers == 0) {
      json.putNull("perServer");
      return;
    }
    json.putObject("perServer")
        .put("transitions", rounded((double) usage.transitions() / servers, DECIMALS))
        .put("lambdaInvocations", rounded((double) usage.invoked() / servers, DECIMALS))
        .put("gbSeconds", rounded(usage.gbSeconds() / servers, DECIMALS))
        .put("apiCalls", rounded((double) usage.calls().total() / servers, DECIMALS))
        .put("costUsd", usd(bill.total() / servers));
  }

  /** Those that there were. */
  private static void counts(ObjectNode json, SortedMap<String, Integer> counts) {
    counts.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .forEach(each -> json.put(each.getKey(), each.getValue()));
  }

  private static double usd(double amount) {
    return rounded(amount, DECIMALS_OF_USD);
  }

  private static double rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }
}
