package io.servergroup.checker.probe;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Says in one line of text what went wrong. */
public final class Failures {
  private static final int LONGEST = 300;

  private Failures() {}

  public static String text(Throwable failure) {
    return switch (failure) {
      case UnknownHostException e -> "no address is known for " + e.getMessage();
      case NoRouteToHostException e -> "no route to the host";
      case ConnectException e -> line(said(e).replaceFirst("^Connection", "connection"));
      case NoSuchFileException e -> e.getFile() + " does not exist";
      case EOFException e -> "the connection was closed";
      case SSLException e -> "TLS: " + line(innermost(e));
      default -> line(said(failure));
    };
  }

  /** Text without line ends and control characters, and no longer than a log bears. */
  public static String line(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  /** What certificates do not fit for is said by a cause of a cause. */
  private static String innermost(Throwable failure) {
    Throwable here = failure;
    while (here.getCause() != null && here.getCause() != here) {
      here = here.getCause();
      if (here instanceof CertificateException e && e.getCause() == null) {
        break;
      }
    }
    return said(here);
  }

  private static String said(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
