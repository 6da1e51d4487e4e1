package io.servergroup.group;

/** In which way something is not as it should be. */
public enum FindingKind {
  /** What should be there is not. */
  MISSING,

  /** What there should be one of is there several times. */
  DUPLICATE,

  /** It is there and says, or does, something else than it should. */
  DRIFTED
}
