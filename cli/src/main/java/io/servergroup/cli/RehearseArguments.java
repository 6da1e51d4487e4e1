package io.servergroup.cli;

import io.servergroup.cli.terminal.Pace;
import io.servergroup.cli.view.Replay;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.RehearsalOptions.LoadBalancerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Reads the values of {@code rollout rehearse}, all of them, before it complains about any.
 *
 * <p>An unreadable value stands as something harmless until the end, so that it is complained about
 * once.
 */
final class RehearseArguments {
  private final List<String> findings = new ArrayList<>();

  /** What is wrong; empty when every value read so far can be used. */
  List<String> findings() {
    return findings;
  }

  RehearsalOptions options(
      String servers,
      String batchSize,
      Optional<String> seed,
      String loadBalancers,
      Optional<String> bootFailureAt,
      LongSupplier freshSeeds) {
    OptionalInt size = Numbers.servers(servers, findings);
    int known = size.orElse(Numbers.MOST_SERVERS);
    checkBatchSize(batchSize, size);
    return new RehearsalOptions(
        known,
        batchSize,
        seed.map(text -> Numbers.seed(text, findings)).orElseGet(freshSeeds::getAsLong),
        kind(loadBalancers),
        bootFailureAt.map(server -> failing(server, known)).orElse(OptionalInt.empty()));
  }

  /** The pace somebody asked for. */
  Pace pace(String speed) {
    if (speed.equals("max")) {
      return Pace.UNLIMITED;
    }
    try {
      double asked = Double.parseDouble(speed);
      if (asked >= 0.001 && asked <= 1e9) {
        return Pace.of(asked);
      }
    } catch (NumberFormatException e) {
      // Complained about below, together with numbers that are no speed.
    }
    findings.add(Expected.SPEED.instead(speed));
    return Pace.UNLIMITED;
  }

  private void checkBatchSize(String batchSize, OptionalInt servers) {
    boolean percentage = batchSize.endsWith("%");
    String number = percentage ? batchSize.substring(0, batchSize.length() - 1) : batchSize;
    int most = percentage ? 100 : servers.orElse(Numbers.MOST_SERVERS);
    if (Numbers.whole(number, 1, most).isEmpty()) {
      String limit = percentage || servers.isEmpty() ? "" : " (--servers is %d)".formatted(most);
      findings.add(Expected.BATCH_SIZE.instead(batchSize) + limit);
    }
  }

  private LoadBalancerKind kind(String name) {
    Optional<LoadBalancerKind> kind =
        Arrays.stream(LoadBalancerKind.values())
            .filter(each -> Replay.elb(each).equals(name.toLowerCase(Locale.ROOT)))
            .findFirst();
    if (kind.isEmpty()) {
      findings.add(Expected.ELB.instead(name));
    }
    return kind.orElse(LoadBalancerKind.BOTH);
  }

  private OptionalInt failing(String server, int servers) {
    OptionalInt index = Numbers.whole(server, 0, servers - 1);
    if (index.isEmpty()) {
      findings.add(
          "%s (the last one is %d)"
              .formatted(Expected.BOOT_FAILURE_AT.instead(server), servers - 1));
    }
    return index;
  }
}
