package io.servergroup.simulator.aws.world;

/**
 * A request asks for the page behind a token that no page came with; each service says so in its
 * own words.
 */
public final class InvalidPageTokenException extends RuntimeException {
  private final String token;

  InvalidPageTokenException(String token) {
    super("the page token '" + token + "' is not one that an earlier page came with");
    this.token = token;
  }

  public String token() {
    return token;
  }
}
