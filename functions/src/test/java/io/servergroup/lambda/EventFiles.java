package io.servergroup.lambda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The events beside the modules, one file for each kind that the functions can receive. */
final class EventFiles {
  private static final Path EVENTS = Path.of("..", "events");

  private EventFiles() {}

  /** Reads an event as the function does that is woken by it. */
  static ScheduledEvent read(String name) throws IOException {
    try (InputStream json = Files.newInputStream(directory().resolve(name + ".json"))) {
      return ScheduledEvents.read(json);
    }
  }

  /** The names of all files there are, without their ending. */
  static Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Path directory() {
    // A build of this module alone, as `sam build` makes it, has no events beside it.
    assumeTrue(Files.isDirectory(EVENTS));
    return EVENTS;
  }
}
