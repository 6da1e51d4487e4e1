package io.servergroup.cli;

import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.Accounts.Place;
import io.servergroup.simulator.rehearsal.Drift;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Reads which account and group a command was given, all of it, before it complains about any. */
final class AccountArguments {
  private static final long USUAL_SEED = 1;
  private static final int USUAL_SERVERS = 6;
  private static final int LONGEST_BATCH = 86_400;

  private final List<String> findings;

  /**
   * @param findings gets what is wrong
   */
  AccountArguments(List<String> findings) {
    this.findings = findings;
  }

  /** Where to look, in AWS. */
  Supplier<Account> real(
      Accounts accounts,
      Optional<String> group,
      Optional<String> region,
      Optional<String> profile,
      Optional<String> endpoint) {
    if (group.isEmpty()) {
      findings.add("--group: found nothing; right is " + Expected.GROUP.text());
    }
    region
        .filter(name -> !name.matches("[a-z]{2,}(-[a-z]+)+-\\d+"))
        .ifPresent(name -> findings.add(Expected.REGION.instead(name)));
    findings.addAll(
        profile
            .filter(String::isBlank)
            .map(name -> List.of(Expected.PROFILE.instead(name)))
            .orElseGet(() -> accounts.wrongProfile(profile)));
    if (endpoint.isEmpty()) {
      findings.addAll(accounts.wrongAddress());
    }
    Optional<URI> address = endpoint.flatMap(this::address);
    return () -> accounts.real(new Place(region, profile, address));
  }

  private Optional<URI> address(String text) {
    Optional<URI> address = httpAddress(text);
    if (address.isEmpty()) {
      findings.add(Expected.ENDPOINT_URL.instead(text));
    }
    return address;
  }

  /** The address that a text is; empty when it is none that could be asked. */
  static Optional<URI> httpAddress(String text) {
    try {
      URI address = new URI(text);
      return Set.of("http", "https").contains(String.valueOf(address.getScheme()))
              && address.getHost() != null
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Where to look, in the simulator. */
  Supplier<Account> simulated(
      Accounts accounts, Optional<String> servers, Optional<String> seed, List<String> drifts) {
    OptionalInt size = size(servers);
    long chosen = seed(seed);
    List<Drift> done = drifts.stream().flatMap(text -> drift(text).stream()).toList();
    if (size.isPresent() && drifts.size() > size.getAsInt()) {
      findings.add(
          "--drift: found %d times; right is at most once for each server (--servers is %d)"
              .formatted(drifts.size(), size.getAsInt()));
    }
    return () -> accounts.simulated(size.orElse(USUAL_SERVERS), chosen, done);
  }

  /** Where to look, in a simulator that has a new image. */
  Supplier<Account> outdated(Accounts accounts, Optional<String> servers, Optional<String> seed) {
    OptionalInt size = size(servers);
    long chosen = seed(seed);
    return () -> accounts.outdated(size.orElse(USUAL_SERVERS), chosen);
  }

  /** How long a batch takes, if somebody says so. */
  OptionalInt batchSeconds(Optional<String> text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt seconds = Numbers.whole(text.get(), 1, LONGEST_BATCH);
    if (seconds.isEmpty()) {
      findings.add(Expected.BATCH_SECONDS.instead(text.get()));
    }
    return seconds;
  }

  private OptionalInt size(Optional<String> servers) {
    return servers
        .map(text -> Numbers.servers(text, findings))
        .orElse(OptionalInt.of(USUAL_SERVERS));
  }

  private long seed(Optional<String> seed) {
    return seed.map(text -> Numbers.seed(text, findings)).orElse(USUAL_SEED);
  }

  /** Complains about options that mean nothing here. */
  void refuse(boolean present, String option, String where) {
    if (present) {
      findings.add("%s: found %s; right is to leave it out".formatted(option, where));
    }
  }

  private Optional<Drift> drift(String text) {
    Optional<Drift> drift =
        Arrays.stream(Drift.values()).filter(each -> spelled(each).equals(text)).findFirst();
    if (drift.isEmpty()) {
      findings.add(Expected.DRIFT.instead(text));
    }
    return drift;
  }

  private static String spelled(Drift drift) {
    return drift.name().toLowerCase(Locale.ROOT);
  }
}
