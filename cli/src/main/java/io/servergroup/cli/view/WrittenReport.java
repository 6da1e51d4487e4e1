package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is said when a report of a real rollout is written. */
public final class WrittenReport {
  private WrittenReport() {}

  /**
   * For people.
   *
   * @param gaps what AWS does not remember
   */
  public static List<String> lines(String group, String execution, Path file, List<String> gaps) {
    List<String> lines = new ArrayList<>();
    lines.add("%s: the report of %s is in %s".formatted(group, execution, file));
    gaps.forEach(gap -> lines.add("  not known: " + gap));
    return lines;
  }

  /**
   * For programs.
   *
   * @param gaps what AWS does not remember
   */
  public static String json(String group, String execution, Path file, List<String> gaps) {
    return json(group, execution, file.toString(), gaps, null);
  }

  /**
   * For programs, when there is none.
   *
   * @param problem why not
   */
  public static String json(String group, String problem) {
    return json(group, null, null, List.of(), problem);
  }

  private static String json(
      String group, String execution, String file, List<String> gaps, String problem) {
    ObjectNode json = JsonText.object();
    json.put("serverGroup", group);
    json.put("execution", execution);
    json.put("file", file);
    ArrayNode all = json.putArray("gaps");
    gaps.forEach(all::add);
    json.put("problem", problem);
    return JsonText.of(json);
  }
}
