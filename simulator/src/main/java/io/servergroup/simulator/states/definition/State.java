package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.jsonata.Template;
import java.util.List;

/** A state of the JSONata dialect. Fields that a definition leaves out are null. */
public sealed interface State {
  Common common();

  default String name() {
    return common().name();
  }

  /** Whether retries are possible; only then the context object carries a retry count. */
  default boolean retries() {
    return false;
  }

  /**
   * What most states have.
   *
   * @param assign an object template of the variables to assign
   * @param next null when the state ends its graph
   */
  record Common(String name, Template output, Template assign, String next) {}

  record Pass(Common common) implements State {}

  record Succeed(Common common) implements State {}

  record Fail(Common common, Template error, Template cause) implements State {}

  /** Exactly one of seconds and timestamp is given. */
  record Wait(Common common, Template seconds, Template timestamp) implements State {}

  record Choice(Common common, List<Rule> rules, String defaultNext) implements State {}

  /** A rule of a Choice; its output and variables replace those of the state. */
  record Rule(Template condition, String next, Template output, Template assign) {}

  record Task(
      Common common,
      Resource resource,
      Template arguments,
      Template timeoutSeconds,
      Template heartbeatSeconds,
      ErrorRules errorRules)
      implements State {
    @Override
    public boolean retries() {
      return true;
    }
  }

  record Parallel(Common common, List<Graph> branches, Template arguments, ErrorRules errorRules)
      implements State {
    @Override
    public boolean retries() {
      return true;
    }
  }

  /**
   * A Map state.
   *
   * @param distributed whether every item runs as an execution of its own
   * @param label names the runs of a distributed Map; null for the state's name
   */
  record MapItems(
      Common common,
      Graph processor,
      boolean distributed,
      String label,
      Template items,
      Template itemSelector,
      Template maxConcurrency,
      Template toleratedFailureCount,
      Template toleratedFailurePercentage,
      ErrorRules errorRules)
      implements State {
    @Override
    public boolean retries() {
      return true;
    }
  }
}
