package io.servergroup.rollout;

/** What news of a rollout ask of whoever reads them. */
public enum Attention {
  /** Nothing. */
  NONE(""),
  /** The rollout waits for an answer; nothing is broken. */
  ANSWER("ANSWER NEEDED: "),
  /** Nothing goes on before a person has done something. */
  ACTION("ACTION NEEDED: ");

  private final String title;

  Attention(String title) {
    this.title = title;
  }

  /** How the title of a message begins. */
  String title() {
    return title;
  }
}
