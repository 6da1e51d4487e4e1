package io.servergroup.simulator.states.definition;

/**
 * Something the loader noticed in a definition.
 *
 * @param path where, as a JSON path such as {@code $.States.Wait.Next}
 * @param message what was found and what would be right
 */
public record Finding(Severity severity, String path, String message) {
  /** How bad it is. */
  public enum Severity {
    /** AWS, or this engine, refuses the definition. */
    ERROR,
    /** The definition is accepted but will probably fail when it runs. */
    WARNING
  }

  @Override
  public String toString() {
    return severity + " " + path + ": " + message;
  }
}
