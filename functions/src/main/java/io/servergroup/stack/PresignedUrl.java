package io.servergroup.stack;

/**
 * The address for an answer. Whoever knows it can answer in our name, so no text ever shows it.
 *
 * @param value the address itself, for the call alone
 */
public record PresignedUrl(String value) {
  @Override
  public String toString() {
    return "(presigned, not shown)";
  }
}
