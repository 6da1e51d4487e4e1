package io.servergroup.simulator.states.definition;

import io.servergroup.simulator.states.json.Json;

/**
 * Which dialect a machine and its states are written in. The machine's default is JSONPath; a state
 * may turn to JSONata but not back (validated by AWS at creation).
 */
enum QueryLanguage {
  JSONPATH,
  JSONATA;

  static QueryLanguage ofMachine(ObjectReader machine) {
    return read(machine, JSONPATH);
  }

  /** The language of a state; reports one that this engine does not run. */
  QueryLanguage ofState(ObjectReader state) {
    QueryLanguage language = read(state, this);
    if (this == JSONATA && language == JSONPATH) {
      state.error(
          "QueryLanguage",
          "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
    } else if (language == JSONPATH) {
      state.error(
          "QueryLanguage",
          "this engine runs JSONata only; set \"QueryLanguage\": \"JSONata\" for the machine or"
              + " for this state");
    }
    return language;
  }

  private static QueryLanguage read(ObjectReader object, QueryLanguage inherited) {
    if (!object.has("QueryLanguage")) {
      return inherited;
    }
    Object value = object.raw("QueryLanguage");
    if ("JSONata".equals(value)) {
      return JSONATA;
    }
    if (!"JSONPath".equals(value)) {
      object.error("QueryLanguage", "expected \"JSONata\", found " + Json.print(value));
    }
    return "JSONPath".equals(value) ? JSONPATH : JSONATA;
  }
}
