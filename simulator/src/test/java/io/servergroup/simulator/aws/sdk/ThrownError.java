package io.servergroup.simulator.aws.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An error that the sources of the simulated services answer with.
 *
 * @param servicePackage of the SDK, such as {@code software.amazon.awssdk.services.ec2}
 * @param exception the simple name of the SDK's class
 * @param general whether that is the class for whatever the service's model does not know
 */
record ThrownError(
    String servicePackage, String exception, boolean general, String code, int status) {
  private static final Path SOURCES =
      Path.of("src", "main", "java", "io", "servergroup", "simulator", "aws");

  /** A class, and what else an error is made of. */
  private static final Pattern BUILT =
      Pattern.compile("\\bof\\(\\s*(\\w+)\\.builder\\(\\)[^,;]*,([^;]*);");

  private static final Pattern WITH_STATUS = Pattern.compile("(\\d{3}),\\s*\"([\\w.]+)\"");
  private static final Pattern WITHOUT_STATUS = Pattern.compile("^\\s*\"(\\w+)\",");
  private static final Pattern PASSED_ON = Pattern.compile("^[^,]+, \\d{3}, code, message");
  private static final Pattern EC2 = Pattern.compile("\\bEc2Error\\.of\\(\\s*\"([\\w.]+)\"");
  private static final Pattern SQS = Pattern.compile("\\bSqsErrors\\.of\\(\\s*\"([\\w.]+)\"");
  private static final Pattern COMPUTED =
      Pattern.compile("\\b(?:Ec2Error|SqsErrors)\\.of\\(\\s*[^\"\\s][^;]*;");

  private static final Pattern STATES =
      Pattern.compile("case \"(\\w+)\" -> (\\w+Exception)\\.builder\\(\\)");

  boolean modelled() {
    return !general;
  }

  /** Every error, in alphabetical order. */
  static List<ThrownError> inSources() throws IOException {
    Set<ThrownError> found = new LinkedHashSet<>();
    List<String> unread = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        new Source(file.getFileName().toString(), Files.readString(file)).read(found, unread);
      }
    }
    if (!unread.isEmpty()) {
      throw new AssertionError("errors whose class and code this test cannot read: " + unread);
    }
    return found.stream()
        .sorted(Comparator.comparing(ThrownError::servicePackage).thenComparing(ThrownError::code))
        .toList();
  }

  @Override
  public String toString() {
    return exception + " " + code + " " + status;
  }

  private record Source(String name, String text) {
    void read(Set<ThrownError> found, List<String> unread) {
      each(EC2, m -> found.add(error("Ec2Exception", m.group(1), 400)));
      each(SQS, m -> found.add(error("SqsException", m.group(1), 400)));
      each(STATES, m -> found.add(error(m.group(2), m.group(1), 400)));
      each(COMPUTED, m -> unread.add(name + ": " + m.group()));
      each(BUILT, m -> built(m, found, unread));
    }

    private void built(Matcher m, Set<ThrownError> found, List<String> unread) {
      Matcher withStatus = WITH_STATUS.matcher(m.group(2));
      Matcher withoutStatus = WITHOUT_STATUS.matcher(m.group(2));
      if (PASSED_ON.matcher(m.group(2)).find()) {
        return; // Such an error is found where its code is.
      }
      if (withStatus.find()) {
        found.add(error(m.group(1), withStatus.group(2), Integer.parseInt(withStatus.group(1))));
      } else if (withoutStatus.find()) {
        found.add(error(m.group(1), withoutStatus.group(1), 400));
      } else {
        unread.add(name + ": " + m.group());
      }
    }

    private void each(Pattern pattern, java.util.function.Consumer<Matcher> what) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        what.accept(matcher);
      }
    }

    private ThrownError error(String exception, String code, int status) {
      String service = servicePackage(exception);
      String general = service.substring(service.lastIndexOf('.') + 1) + "exception";
      return new ThrownError(service, exception, exception.equalsIgnoreCase(general), code, status);
    }

    private String servicePackage(String exception) {
      if (exception.equals("Ec2Exception")) {
        return "software.amazon.awssdk.services.ec2";
      }
      if (exception.equals("SqsException")) {
        return "software.amazon.awssdk.services.sqs";
      }
      Matcher imported =
          Pattern.compile(
                  "import (software\\.amazon\\.awssdk\\.services\\.\\w+)\\.model\\."
                      + exception
                      + ";")
              .matcher(text);
      if (!imported.find()) {
        throw new AssertionError(name + " does not import " + exception);
      }
      return imported.group(1);
    }
  }
}
