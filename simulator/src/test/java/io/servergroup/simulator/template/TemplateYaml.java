package io.servergroup.simulator.template;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the YAML of CloudFormation into maps, lists and scalars, with the short form of a function
 * ({@code !Sub text}) written out ({@code {"Fn::Sub": text}}).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
final class TemplateYaml {
  /** The two whose long form has no {@code Fn::} before it. */
  private static final Set<String> PLAIN = Set.of("Ref", "Condition");

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)");

  private TemplateYaml() {}

  static Map<String, Object> read(Path file) {
    try {
      return read(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException(file.toAbsolutePath().normalize() + " cannot be read", e);
    }
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException when a map names a key twice, of which YAML would silently
   *     keep the last
   */
  static Map<String, Object> read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    return Values.map(value(root));
  }

  private static Object value(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain(node);
    }
    String function = tag.substring(1);
    String name = PLAIN.contains(function) ? function : "Fn::" + function;
    Object argument = plain(node);
    if (function.equals("GetAtt") && argument instanceof String path) {
      argument = List.of(path.split("\\.", 2));
    }
    Map<String, Object> written = new LinkedHashMap<>();
    written.put(name, argument);
    return written;
  }

  private static Object plain(Node node) {
    return switch (node) {
      case MappingNode mapping -> map(mapping);
      case SequenceNode sequence -> {
        List<Object> list = new ArrayList<>();
        sequence.getValue().forEach(item -> list.add(value(item)));
        yield list;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalArgumentException("a template has no " + node);
    };
  }

  private static Map<String, Object> map(MappingNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      if (map.containsKey(key)) {
        throw new IllegalArgumentException(
            key + " stands twice in one map" + entry.getKeyNode().getStartMark());
      }
      map.put(key, value(entry.getValueNode()));
    }
    return map;
  }

  /** Numbers and truths as such, dates as the text they were written as, like CloudFormation. */
  private static Object scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getTag().equals(Tag.BOOL)) {
      return text.equalsIgnoreCase("true");
    }
    if (node.getTag().equals(Tag.INT) && NUMBER.matcher(text).matches()) {
      return Long.valueOf(text);
    }
    return text;
  }
}
