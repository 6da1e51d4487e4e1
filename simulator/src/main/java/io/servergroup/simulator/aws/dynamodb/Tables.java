package io.servergroup.simulator.aws.dynamodb;

import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The tables of the simulated account. */
public final class Tables {
  /** How long an eventually consistent read may see the version before the last write. */
  private static final Duration STALE = Duration.ofSeconds(1);

  private final Simulation simulation;
  private final RandomStream random;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final List<Consumer<ItemChange>> listeners = new ArrayList<>();

  public Tables(Simulation simulation) {
    this.simulation = simulation;
    this.random = simulation.stream("dynamodb");
  }

  /**
   * Creates a table.
   *
   * @param keyAttributes the hash key, and the range key if there is one
   */
  public void create(String name, String... keyAttributes) {
    if (keyAttributes.length < 1 || keyAttributes.length > 2) {
      throw new IllegalArgumentException(
          "table " + name + " needs a hash key and at most a range key");
    }
    if (tables.putIfAbsent(name, new Table(name, List.of(keyAttributes))) != null) {
      throw new IllegalArgumentException("table " + name + " exists; choose another name");
    }
  }

  /** An item as it is now; empty when there is none. */
  public Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
    Table found = require(table);
    return found.versions(found.exactKey(key)).now();
  }

  /** Tells {@code listener} of every write that took effect, at the moment it does. */
  public void whenChanged(Consumer<ItemChange> listener) {
    listeners.add(listener);
  }

  /**
   * What a read sees: shortly after a write perhaps still the version before, unless consistent.
   */
  Map<String, AttributeValue> read(Table table, List<AttributeValue> key, boolean consistent) {
    Table.Versions versions = table.versions(key);
    if (consistent || !simulation.now().isBefore(staleUntil(versions))) {
      return versions.now();
    }
    return random.chance(0.5) ? versions.before() : versions.now();
  }

  /** Stores an item; an empty one deletes it. */
  void write(Table table, List<AttributeValue> key, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> before = table.versions(key).now();
    table.write(key, item, simulation.now());
    Map<String, AttributeValue> after = table.versions(key).now();
    if (before.equals(after)) {
      return;
    }
    simulation
        .trace()
        .add(
            "dynamodb",
            table.name() + "/" + describe(key),
            after.isEmpty() ? "deleted" : describe(after));
    ItemChange change = new ItemChange(table.name(), before, after);
    listeners.forEach(listener -> listener.accept(change));
  }

  Table require(String name) {
    Table table = tables.get(name);
    if (table == null) {
      throw DynamoErrors.tableNotFound();
    }
    return table;
  }

  private static Instant staleUntil(Table.Versions versions) {
    return versions.since().equals(Instant.MIN) ? Instant.MIN : versions.since().plus(STALE);
  }

  private static String describe(List<AttributeValue> key) {
    return key.stream().map(Tables::describe).collect(Collectors.joining("/"));
  }

  private static String describe(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .map(attribute -> attribute.getKey() + "=" + describe(attribute.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String describe(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> value.n();
      case BOOL -> value.bool().toString();
      case SS -> value.ss().toString();
      case L -> value.l().stream().map(Tables::describe).toList().toString();
      case M -> "{" + describe(new TreeMap<>(value.m())) + "}";
      default -> value.type().name();
    };
  }
}
