package io.servergroup.simulator.states;

import io.servergroup.simulator.states.definition.State;
import io.servergroup.simulator.states.history.Details;
import io.servergroup.simulator.states.history.EventType;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.jsonata.Bindings;
import io.servergroup.simulator.states.jsonata.QueryFailure;
import java.util.ArrayList;
import java.util.List;

/** A Map state: what its two kinds share. */
abstract class MapVisit extends RetryingVisit {
  private final State.MapItems map;
  private List<?> items = List.of();
  private Integer maxConcurrency;
  private Integer toleratedCount;
  private Integer toleratedPercentage;

  MapVisit(Branch branch, State.MapItems map, Object input) {
    super(branch, map, map.errorRules(), input);
    this.map = map;
  }

  /** Runs the items; the branch's last event says that the Map has started. */
  abstract void run();

  final State.MapItems map() {
    return map;
  }

  final List<?> items() {
    return items;
  }

  /**
   * @param limit what a Map runs at once when it sets no limit of its own
   */
  final int maxConcurrency(int limit) {
    return maxConcurrency == null || maxConcurrency == 0 ? limit : Math.min(limit, maxConcurrency);
  }

  /** Whether so many failed items are one too many. */
  final boolean exceedsTolerance(int failures) {
    if (toleratedCount == null && toleratedPercentage == null) {
      return failures > 0;
    }
    boolean tooMany = toleratedCount != null && failures > toleratedCount;
    boolean tooLarge =
        toleratedPercentage != null && failures * 100.0 > toleratedPercentage * items.size();
    return tooMany || tooLarge;
  }

  @Override
  final void attempt() {
    TypedFields fields = new TypedFields(this);
    items = readItems(fields);
    maxConcurrency = fields.integer("MaxConcurrency", map.maxConcurrency(), 0);
    toleratedCount = fields.integer("ToleratedFailureCount", map.toleratedFailureCount(), 0);
    toleratedPercentage =
        fields.integer("ToleratedFailurePercentage", map.toleratedFailurePercentage(), 0);
    add(EventType.MAP_STATE_STARTED, new Details.MapStateStarted(items.size()));
    run();
  }

  private List<?> readItems(TypedFields fields) {
    if (map.items() != null) {
      return fields.list(map.items());
    }
    if (input() instanceof List<?> list) {
      return list;
    }
    throw new QueryFailure(
        null, "Map state input must be an array but was: " + Json.print(input()));
  }

  /** What the processor gets as its input for an item. */
  final Object select(MapItem item) {
    if (map.itemSelector() == null) {
      return item.value();
    }
    Bindings bindings = name -> name.equals("states") ? statesVariable().value(item) : lookup(name);
    return evaluator().evaluate(map.itemSelector(), bindings);
  }

  /**
   * All items are done. The exit does not follow from MapStateSucceeded but from what that one
   * follows from (recorded on AWS).
   */
  final void complete(List<Object> outputs, long last) {
    branch().follow(last);
    execution().add(EventType.MAP_STATE_SUCCEEDED, last, new Details.None());
    List<Object> result = new ArrayList<>(outputs);
    statesVariable().result(result);
    guarded(() -> exit(result));
  }

  @Override
  final void recordGivingUp() {
    add(EventType.MAP_STATE_FAILED, new Details.None());
  }
}
