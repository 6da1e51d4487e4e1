package io.servergroup.lambda;

/** How urgently a decision wants to be read: Lambda filters the log by it. */
enum Level {
  /** All goes its way, waiting included. */
  INFO,
  /** It was not done, and may be later; or a person should have a look. */
  WARN,
  /** It will not be done, or not go on, until a person has done something. */
  ERROR;

  /**
   * The level of a decision.
   *
   * @param decision as {@link DecisionLog} has it
   * @param outcome what AWS made of the action; empty when it was not asked
   */
  static Level of(String decision, String outcome) {
    return switch (decision) {
      case "GiveUp", "STOP", "Stop", "FAILED", "REFUSED" -> ERROR;
      case "Remark", "Complete ABANDON", "HELD", "NOT_OURS" -> WARN;
      default ->
          switch (outcome) {
            case "GiveUp" -> ERROR;
            case "TryAgain" -> WARN;
            default -> INFO;
          };
    };
  }
}
