package io.servergroup.endpoint.wire;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** An element of XML, without its attributes, which no request here has. */
final class XmlValue implements WireValue {
  private static final XMLInputFactory FACTORY = factory();

  private final String name;
  private final List<XmlValue> below = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlValue(String name) {
    this.name = name;
  }

  /** An element with nothing in it. */
  static XmlValue empty(String name) {
    return new XmlValue(name);
  }

  /** Adds an element that holds a text. */
  void add(String child, String content) {
    XmlValue element = new XmlValue(child);
    element.text.append(content);
    below.add(element);
  }

  /** A document that refers to something outside itself is none here. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /**
   * The root element of a document.
   *
   * @throws MalformedRequestException when it is no XML
   */
  static XmlValue parse(String document) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(document));
      XmlValue outside = new XmlValue("");
      List<XmlValue> open = new ArrayList<>(List.of(outside));
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            XmlValue element = new XmlValue(reader.getLocalName());
            open.getLast().below.add(element);
            open.add(element);
          }
          case XMLStreamConstants.END_ELEMENT -> open.removeLast();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              open.getLast().text.append(reader.getText());
          default -> {
            // Comments and the like say nothing.
          }
        }
      }
      return outside.below.getFirst();
    } catch (XMLStreamException e) {
      throw new MalformedRequestException("the body is not XML: " + e.getMessage());
    }
  }

  @Override
  public Optional<WireValue> member(SdkField<?> field) {
    List<XmlValue> named =
        below.stream().filter(element -> element.name.equals(field.locationName())).toList();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    boolean flattened =
        field.getOptionalTrait(ListTrait.class).map(ListTrait::isFlattened).orElse(false);
    if (!flattened) {
      return Optional.of(named.getFirst());
    }
    XmlValue list = new XmlValue(field.locationName());
    list.below.addAll(named);
    return Optional.of(list);
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    below.forEach(element -> names.add(element.name));
    return names;
  }

  @Override
  public List<WireValue> elements(ListTrait list) {
    return List.copyOf(below);
  }

  @Override
  public Map<String, WireValue> entries(MapTrait map) {
    String key = Optional.ofNullable(map.keyLocationName()).orElse("key");
    String value = Optional.ofNullable(map.valueLocationName()).orElse("value");
    Map<String, WireValue> entries = new LinkedHashMap<>();
    for (XmlValue entry : below) {
      entries.put(entry.only(key).text.toString(), entry.only(value));
    }
    return entries;
  }

  private XmlValue only(String child) {
    return below.stream()
        .filter(element -> element.name.equals(child))
        .findFirst()
        .orElseThrow(() -> new UnfitValueException(name, "an entry with a " + child));
  }

  @Override
  public Object scalar(SdkField<?> field) {
    if (!below.isEmpty()) {
      throw new UnfitValueException(String.join(", ", names()), "a single value");
    }
    return TextScalars.read(field, text.toString());
  }
}
