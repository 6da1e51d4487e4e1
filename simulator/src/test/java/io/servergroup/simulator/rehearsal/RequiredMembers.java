package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * The members that the models of the services require. The SDK does not know them: they are in a
 * file, which {@code .ci/template} holds to the models.
 */
final class RequiredMembers {
  private static final Path FILE = Path.of("src", "test", "resources", "required-members.txt");
  private static final String OF_EACH = "[]";

  private final Map<String, List<String>> paths = new HashMap<>();

  RequiredMembers() {
    try {
      for (String line : Files.readAllLines(FILE)) {
        String[] words = line.split(" ", -1);
        paths.put(
            words[0] + " " + words[1] + " " + words[2],
            List.of(Arrays.copyOfRange(words, 3, words.length)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a message has to have.
   *
   * @param what {@code request} or {@code response}
   * @return null when the file does not tell
   */
  List<String> of(ApiCall call, String what) {
    String service =
        call.request().getClass().getPackageName().replaceAll(".*services\\.|\\.model$", "");
    return paths.get(service + " " + call.operation() + " " + what);
  }

  /**
   * Whether a message has what a path leads to, wherever there is that of which it is a part.
   *
   * @param path such as {@code ChangeBatch.Changes[].Action}
   */
  static boolean has(SdkPojo message, String path) {
    int end = path.lastIndexOf('.');
    String last = path.substring(end + 1);
    return parents(Stream.of(message), end < 0 ? "" : path.substring(0, end))
        .filter(parent -> knows(parent, last))
        .noneMatch(parent -> absent(value(parent, last)));
  }

  /** The file may be of a later model than the SDK. */
  private static boolean knows(SdkPojo pojo, String member) {
    return pojo.sdkFields().stream().anyMatch(field -> field.memberName().equals(member));
  }

  private static Stream<SdkPojo> parents(Stream<SdkPojo> from, String path) {
    Stream<SdkPojo> at = from;
    for (String step : path.isEmpty() ? new String[0] : path.split("\\.")) {
      String name = step.replace(OF_EACH, "");
      at =
          at.filter(parent -> knows(parent, name))
              .map(parent -> value(parent, name))
              .filter(value -> !absent(value))
              .flatMap(RequiredMembers::all)
              .map(SdkPojo.class::cast);
    }
    return at;
  }

  private static Stream<?> all(Object value) {
    return switch (value) {
      case Collection<?> list -> list.stream().flatMap(RequiredMembers::all);
      case Map<?, ?> map -> map.values().stream().flatMap(RequiredMembers::all);
      default -> Stream.of(value);
    };
  }

  private static Object value(SdkPojo pojo, String member) {
    return pojo.sdkFields().stream()
        .filter(field -> field.memberName().equals(member))
        .findFirst()
        .orElseThrow()
        .getValueOrDefault(pojo);
  }

  private static boolean absent(Object value) {
    return value == null
        || value instanceof SdkAutoConstructList<?>
        || value instanceof SdkAutoConstructMap<?, ?>;
  }
}
