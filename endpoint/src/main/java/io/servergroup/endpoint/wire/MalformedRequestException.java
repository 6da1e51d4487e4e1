package io.servergroup.endpoint.wire;

import java.util.List;

/** A request cannot be read as its operation's model says; says everything that is wrong. */
final class MalformedRequestException extends RuntimeException {
  MalformedRequestException(List<String> findings) {
    super(String.join("; ", findings));
  }

  MalformedRequestException(String finding) {
    this(List.of(finding));
  }
}
