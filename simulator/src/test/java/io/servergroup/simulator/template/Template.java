package io.servergroup.simulator.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template as it stands in its file. */
final class Template {
  private final Map<String, Object> sections;

  Template(Map<String, Object> sections) {
    this.sections = sections;
  }

  /** One of the project's templates, by its name in the root folder. */
  static Template of(String file) {
    return new Template(TemplateYaml.read(Path.of("..", file)));
  }

  static Template parse(String yaml) {
    return new Template(TemplateYaml.read(yaml));
  }

  Map<String, Object> section(String name) {
    return Values.mapIn(sections, name);
  }

  Map<String, Object> parameters() {
    return section("Parameters");
  }

  /** What CloudFormation makes of it when these parameters are given, and the defaults else. */
  Stack deploy(Map<String, String> parameters) {
    return new Stack(this, new Parameters(parameters(), parameters));
  }

  /** The properties that {@code Globals} gives every resource of a type of SAM. */
  Map<String, Object> globals(String type) {
    String prefix = "AWS::Serverless::";
    return type.startsWith(prefix)
        ? Values.mapIn(section("Globals"), type.substring(prefix.length()))
        : Map.of();
  }

  /**
   * A resource's properties over those of {@code Globals}, as SAM merges them: maps by their keys,
   * lists one after the other, anything else replaced.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html">Globals</a>
   */
  static Object merged(Object global, Object own) {
    if (global instanceof Map<?, ?> && own instanceof Map<?, ?>) {
      Map<String, Object> merged = new LinkedHashMap<>(Values.map(global));
      Values.map(own).forEach((key, value) -> merged.merge(key, value, Template::merged));
      return merged;
    }
    if (global instanceof List<?> first && own instanceof List<?> second) {
      List<Object> merged = new ArrayList<>(first);
      merged.addAll(second);
      return merged;
    }
    return own;
  }
}
