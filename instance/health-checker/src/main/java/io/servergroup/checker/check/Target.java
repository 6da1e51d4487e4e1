package io.servergroup.checker.check;

import io.servergroup.checker.json.JsonCondition;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a check looks at. */
public sealed interface Target {
  /** As in the configuration. */
  String kind();

  /** As in the configuration, for people. */
  String text();

  /** Passes when one of them accepts a connection. */
  record Tcp(List<HostPort> oneOf) implements Target {
    public Tcp {
      oneOf = List.copyOf(oneOf);
    }

    @Override
    public String kind() {
      return "tcp";
    }

    @Override
    public String text() {
      return joined(oneOf);
    }
  }

  /** Passes when one of them completes a handshake with a certificate that is trusted and its. */
  record Tls(List<HostPort> oneOf, TlsSettings tls) implements Target {
    public Tls {
      oneOf = List.copyOf(oneOf);
    }

    @Override
    public String kind() {
      return "tls";
    }

    @Override
    public String text() {
      return joined(oneOf);
    }
  }

  /**
   * Passes when the answer to a GET has one of the statuses and its body meets every condition.
   *
   * @param credentials a file with {@code user:password}
   * @param tls used when the scheme is https
   */
  record Http(
      URI url,
      StatusRange statuses,
      List<JsonCondition> conditions,
      Optional<Path> credentials,
      TlsSettings tls)
      implements Target {
    public Http {
      conditions = List.copyOf(conditions);
    }

    @Override
    public String kind() {
      return "http";
    }

    @Override
    public String text() {
      return url.toString();
    }

    public boolean secure() {
      return url.getScheme().equalsIgnoreCase("https");
    }

    public HostPort address() {
      int usual = secure() ? 443 : 80;
      String host = url.getHost().replaceAll("^\\[|]$", "");
      return new HostPort(host, url.getPort() < 0 ? usual : url.getPort());
    }
  }

  /**
   * Passes when it ends with exit status 0.
   *
   * @param words the command and its arguments
   */
  record Script(List<String> words, String text) implements Target {
    public Script {
      words = List.copyOf(words);
    }

    @Override
    public String kind() {
      return "script";
    }
  }

  private static String joined(List<HostPort> targets) {
    return targets.stream().map(HostPort::toString).collect(Collectors.joining(","));
  }
}
