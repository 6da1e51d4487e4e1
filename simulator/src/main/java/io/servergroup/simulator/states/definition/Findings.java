package io.servergroup.simulator.states.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what the loader notices. */
final class Findings {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private final List<Finding> findings = new ArrayList<>();

  void error(String path, String message) {
    findings.add(new Finding(Finding.Severity.ERROR, path, message));
  }

  void warning(String path, String message) {
    findings.add(new Finding(Finding.Severity.WARNING, path, message));
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }

  /** The path of a member of an object. */
  static String member(String path, String name) {
    return PLAIN_NAME.matcher(name).matches() ? path + "." + name : path + "['" + name + "']";
  }
}
