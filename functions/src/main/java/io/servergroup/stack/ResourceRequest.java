package io.servergroup.stack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What CloudFormation asks of a custom resource.
 *
 * @param requestId unique; the answer carries it, and so does a repeated delivery
 * @param stackId the stack's ARN
 * @param logicalId the resource's name in the template
 * @param physicalId empty when the resource is to be created
 * @param resourceType such as {@code Custom::Rollout}
 * @param properties as the template has them; every number and truth arrives as a string
 * @param oldProperties those before an update; empty otherwise
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html">Custom
 *     resource request types</a>
 */
public record ResourceRequest(
    Kind kind,
    String requestId,
    String stackId,
    String logicalId,
    Optional<String> physicalId,
    String resourceType,
    PresignedUrl answerTo,
    Map<String, Object> properties,
    Map<String, Object> oldProperties) {
  /** The property that names the server group, in every resource that has to do with one. */
  public static final String SERVER_GROUP = "ServerGroup";

  /** What is to become of the resource. */
  public enum Kind {
    CREATE("Create"),
    UPDATE("Update"),
    DELETE("Delete");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As {@code RequestType} has it. */
    public String word() {
      return word;
    }

    private static Optional<Kind> of(String word) {
      return List.of(values()).stream().filter(kind -> kind.word.equals(word)).findFirst();
    }
  }

  /**
   * Reads an event as CloudFormation sends it.
   *
   * @throws IllegalArgumentException naming all that is missing; without it nobody can be answered
   */
  public static ResourceRequest of(Map<String, ?> event) {
    return of(event, missing -> required(event, "ResponseURL", missing));
  }

  /**
   * Reads an event from which the address was taken, for whoever has nothing to answer.
   *
   * @throws IllegalArgumentException naming all else that is missing
   */
  public static ResourceRequest withoutAddress(Map<String, ?> event) {
    return of(event, missing -> "");
  }

  private static ResourceRequest of(Map<String, ?> event, Function<List<String>, String> address) {
    List<String> missing = new ArrayList<>();
    Optional<Kind> kind = text(event, "RequestType").flatMap(Kind::of);
    if (kind.isEmpty()) {
      missing.add("RequestType (Create, Update or Delete)");
    }
    ResourceRequest request =
        new ResourceRequest(
            kind.orElse(Kind.CREATE),
            required(event, "RequestId", missing),
            required(event, "StackId", missing),
            required(event, "LogicalResourceId", missing),
            text(event, "PhysicalResourceId"),
            text(event, "ResourceType").orElse(""),
            new PresignedUrl(address.apply(missing)),
            fields(event, "ResourceProperties"),
            fields(event, "OldResourceProperties"));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the event is no request of CloudFormation for a custom resource: it lacks "
              + String.join(", ", missing));
    }
    return request;
  }

  /** A property that is a text; empty when it is missing, blank or no text. */
  public Optional<String> property(String name) {
    return text(properties, name).map(String::strip);
  }

  /** What a property was before an update; empty when it was missing, blank or no text. */
  public Optional<String> oldProperty(String name) {
    return text(oldProperties, name).map(String::strip);
  }

  /**
   * The identity to answer with, the same for as long as the resource exists: another one would
   * make CloudFormation delete the resource before.
   */
  public String answeredId() {
    return physicalId.orElseGet(
        () -> property(SERVER_GROUP).map(group -> group + "-").orElse("") + logicalId);
  }

  private static String required(Map<String, ?> event, String name, List<String> missing) {
    Optional<String> value = text(event, name);
    if (value.isEmpty()) {
      missing.add(name);
    }
    return value.orElse("");
  }

  private static Optional<String> text(Map<String, ?> fields, String name) {
    return fields.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Map<String, Object> fields(Map<String, ?> event, String name) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (event.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return Collections.unmodifiableMap(copy);
  }
}
