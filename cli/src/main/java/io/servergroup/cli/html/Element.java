package io.servergroup.cli.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** An element, which grows while it is made. */
final class Element implements Node {
  private final String name;
  private final SequencedMap<String, String> attributes = new LinkedHashMap<>();
  private final List<Node> children = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /** An empty element. */
  static Element of(String name) {
    return new Element(name);
  }

  /** An element with a class. */
  static Element of(String name, String cssClass) {
    return new Element(name).with("class", cssClass);
  }

  /** An element around a text. */
  static Element text(String name, String text) {
    return new Element(name).and(text);
  }

  /** Sets an attribute. */
  Element with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** Sets an attribute to a number. */
  Element with(String attribute, double value) {
    return with(attribute, Coordinates.text(value));
  }

  /** Adds a child. */
  Element and(Node child) {
    children.add(child);
    return this;
  }

  /** Adds a text. */
  Element and(String text) {
    return and(new Text(text));
  }

  /** Adds children. */
  Element all(Collection<? extends Node> more) {
    children.addAll(more);
    return this;
  }

  String name() {
    return name;
  }

  SequencedMap<String, String> attributes() {
    return attributes;
  }

  List<Node> children() {
    return children;
  }
}
