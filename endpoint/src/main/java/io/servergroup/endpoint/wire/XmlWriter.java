package io.servergroup.endpoint.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Writes XML, and model objects in it. */
final class XmlWriter {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final StringBuilder xml = new StringBuilder(DECLARATION);
  private final Renaming renaming;

  /** What a service writes otherwise than it shows it. */
  @FunctionalInterface
  interface Renaming {
    Renaming NONE = (owner, field, text) -> text;

    String written(SdkPojo owner, SdkField<?> field, String text);
  }

  XmlWriter(Renaming renaming) {
    this.renaming = renaming;
  }

  XmlWriter open(String name) {
    xml.append('<').append(name).append('>');
    return this;
  }

  XmlWriter openRoot(String name, String namespace) {
    xml.append('<').append(name).append(" xmlns=\"");
    escape(namespace);
    xml.append("\">");
    return this;
  }

  XmlWriter close(String name) {
    xml.append("</").append(name).append('>');
    return this;
  }

  XmlWriter text(String name, String text) {
    open(name);
    escape(text);
    return close(name);
  }

  /** Writes every member that was set and belongs into a body. */
  XmlWriter members(SdkPojo model) {
    for (SdkField<?> field : model.sdkFields()) {
      Object value = field.getValueOrDefault(model);
      if (field.location() == MarshallLocation.PAYLOAD && isPresent(value)) {
        member(model, field, field.unmarshallLocationName(), value);
      }
    }
    return this;
  }

  static boolean isPresent(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private void member(SdkPojo owner, SdkField<?> field, String name, Object value) {
    switch (value) {
      case SdkPojo model -> open(name).members(model).close(name);
      case List<?> list -> list(owner, field.getRequiredTrait(ListTrait.class), name, list);
      case Map<?, ?> map -> map(owner, field.getRequiredTrait(MapTrait.class), name, map);
      default -> text(name, renaming.written(owner, field, TextScalars.write(value)));
    }
  }

  private void list(SdkPojo owner, ListTrait trait, String name, List<?> list) {
    String element = Optional.ofNullable(trait.memberLocationName()).orElse("member");
    if (!trait.isFlattened()) {
      open(name);
    }
    for (Object each : list) {
      member(owner, trait.memberFieldInfo(), trait.isFlattened() ? name : element, each);
    }
    if (!trait.isFlattened()) {
      close(name);
    }
  }

  private void map(SdkPojo owner, MapTrait trait, String name, Map<?, ?> map) {
    String entry = trait.isFlattened() ? name : "entry";
    if (!trait.isFlattened()) {
      open(name);
    }
    map.forEach(
        (key, value) -> {
          open(entry);
          text(Optional.ofNullable(trait.keyLocationName()).orElse("key"), String.valueOf(key));
          member(
              owner,
              trait.valueFieldInfo(),
              Optional.ofNullable(trait.valueLocationName()).orElse("value"),
              value);
          close(entry);
        });
    if (!trait.isFlattened()) {
      close(name);
    }
  }

  /** The document. */
  String document() {
    return xml.toString();
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        // A parser would make a line feed of it.
        case '\r' -> xml.append("&#xD;");
        default -> xml.append(c);
      }
    }
  }
}
