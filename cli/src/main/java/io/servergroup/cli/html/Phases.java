package io.servergroup.cli.html;

import io.servergroup.cli.story.Life;
import io.servergroup.cli.story.Phase;
import io.servergroup.cli.story.RolloutStory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/** How phases look: each has a colour and, for who cannot tell colours, a pattern of its own. */
final class Phases {
  private Phases() {}

  /** By which the style sheet knows the look. */
  static String cssClass(Life.Kind kind, Phase phase) {
    String name = phase.name().toLowerCase(Locale.ROOT);
    return phase == Phase.SERVING ? name + "-" + kind.name().toLowerCase(Locale.ROOT) : name;
  }

  /** The patterns that the style sheet fills bars with. */
  static Element patterns() {
    return Element.of("svg", "patterns")
        .with("width", 0)
        .with("height", 0)
        .with("aria-hidden", "true")
        .and(
            Element.of("defs")
                .and(pattern("draining", 6, "M-1 7L7 -1M-1 1L1 -1M5 7L7 5"))
                .and(pattern("terminating", 6, "M-1 -1L7 7M-1 7L7 -1"))
                .and(pattern("booting", 6, "M1.5 1.5h1.4v1.4h-1.4zM4.5 4.5h1.4v1.4h-1.4z"))
                .and(pattern("attaching", 5, "M2.5 0V5"))
                .and(pattern("checking", 5, "M0 2.5H5"))
                .and(pattern("unhealthy", 5, "M0 2.5H5M2.5 0V5"))
                .and(pattern("below", 8, "M-1 9L9 -1M-1 1L1 -1M7 9L9 7")));
  }

  /** The looks that a story uses, and what each means. */
  static Element legend(RolloutStory story) {
    Set<String> used = new HashSet<>();
    story
        .servers()
        .forEach(
            server ->
                server
                    .lives()
                    .forEach(
                        life ->
                            life.stretches()
                                .forEach(
                                    stretch -> used.add(cssClass(life.kind(), stretch.phase())))));
    SequencedMap<String, String> looks = new LinkedHashMap<>();
    looks.put("serving-before", "in service, as before the rollout");
    for (Phase phase : Phase.values()) {
      if (phase != Phase.SERVING && phase != Phase.UNHEALTHY) {
        looks.put(cssClass(Life.Kind.TARGET, phase), phase.label() + ": " + phase.meaning());
      }
    }
    looks.put("serving-target", "in service, replaced");
    looks.put("serving-other", "in service, replaced, not at the target");
    looks.put("unhealthy", Phase.UNHEALTHY.meaning());
    looks.keySet().retainAll(used);
    List<Element> entries = new ArrayList<>();
    looks.forEach((look, words) -> entries.add(entry(look, words)));
    return Element.of("ul", "legend").with("aria-label", "Legend").all(entries);
  }

  private static Element entry(String look, String words) {
    return Element.of("li")
        .and(
            Element.of("svg", "swatch")
                .with("viewBox", "0 0 26 14")
                .with("aria-hidden", "true")
                .and(
                    Element.of("rect", "phase " + look)
                        .with("x", 1)
                        .with("y", 1)
                        .with("width", 24)
                        .with("height", 12)
                        .with("rx", 2)))
        .and(Element.text("span", words));
  }

  private static Element pattern(String name, int size, String path) {
    return Element.of("pattern")
        .with("id", "p-" + name)
        .with("width", size)
        .with("height", size)
        .with("patternUnits", "userSpaceOnUse")
        .and(Element.of("rect", "ground-" + name).with("width", size).with("height", size))
        .and(Element.of("path", "lines-" + name).with("d", path));
  }
}
