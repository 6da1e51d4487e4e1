package io.servergroup.cli.html;

import io.servergroup.cli.story.Capacity;
import io.servergroup.cli.story.Ending;
import io.servergroup.cli.story.Figure;
import io.servergroup.cli.story.RolloutStory;
import io.servergroup.cli.view.Amounts;
import java.util.ArrayList;
import java.util.List;

/** How a rollout ended, in one sentence and a few numbers. */
final class Headline {
  private final RolloutStory story;

  Headline(RolloutStory story) {
    this.story = story;
  }

  /** The word for it, with a sign that needs no colour. */
  Element outcome() {
    Ending.Verdict verdict = story.ending().verdict();
    String look =
        switch (verdict) {
          case SUCCEEDED -> "good";
          case STOPPED_AS_EXPECTED -> "expected";
          case FAILED, REFUSED -> "bad";
          case RUNNING -> "running";
        };
    Element text = text(word(verdict), sentence());
    if (!story.ending().reason().isBlank()) {
      text.and(Element.of("p", "reason").and(story.ending().reason().strip()));
    }
    return Element.of("div", "outcome " + look).and(icon(verdict)).and(text);
  }

  /** The same of anything that is good or not. */
  static Element outcome(boolean good, String word, String sentence) {
    return Element.of("div", "outcome " + (good ? "good" : "bad"))
        .and(icon(good ? Ending.Verdict.SUCCEEDED : Ending.Verdict.FAILED))
        .and(text(word, sentence));
  }

  private static Element text(String word, String sentence) {
    return Element.of("div")
        .and(Element.of("p", "status").and(word))
        .and(Element.of("p", "sentence").and(sentence));
  }

  private String word(Ending.Verdict verdict) {
    return switch (verdict) {
      case SUCCEEDED -> "Succeeded";
      case STOPPED_AS_EXPECTED -> "Stopped, as it should";
      case FAILED -> story.violations().isEmpty() ? ended() : "Rules were broken";
      case REFUSED -> "Refused";
      case RUNNING -> "Running";
    };
  }

  private String ended() {
    return switch (story.ending().status()) {
      case "ABORTED" -> "Stopped by a person";
      case "TIMED_OUT" -> "Ran out of time";
      case "SUCCEEDED" -> "Succeeded, which it should not have";
      default -> "Failed";
    };
  }

  private String sentence() {
    if (story.ending().verdict() == Ending.Verdict.REFUSED) {
      return "It never began: no server was touched.";
    }
    return "%s of %s replaced%s in %s; %s."
        .formatted(
            Amounts.count(story.replaced()),
            Amounts.count(story.servers().size(), "server"),
            story.returned() > 0
                ? ", %s back where they were".formatted(Amounts.count(story.returned()))
                : "",
            Spans.of(story.lasted()),
            health());
  }

  private String health() {
    Capacity capacity = story.capacity();
    if (capacity.lowest().isEmpty()) {
      return "nobody counted how many were healthy meanwhile";
    }
    int lowest = capacity.lowest().getAsInt();
    String counted =
        lowest == capacity.servers()
            ? "all of them healthy all the time"
            : lowest == 0
                ? "at times none of them healthy"
                : "never fewer than %d healthy".formatted(lowest);
    if (capacity.floor().isEmpty()) {
      return counted;
    }
    int floor = capacity.floor().getAsInt();
    return lowest >= floor
        ? "%s, and the floor is %d".formatted(counted, floor)
        : "at the lowest %d healthy, while the rollout itself must not go below %d"
            .formatted(lowest, floor);
  }

  private static Element icon(Ending.Verdict verdict) {
    String path =
        switch (verdict) {
          case SUCCEEDED -> "M9 16.5l5 5L23.5 11";
          case STOPPED_AS_EXPECTED -> "M11 11h10v10h-10z";
          case FAILED, REFUSED -> "M11 11l10 10M21 11L11 21";
          case RUNNING -> "M13 10.5l8 5.5l-8 5.5z";
        };
    return Element.of("svg", "icon")
        .with("viewBox", "0 0 32 32")
        .with("aria-hidden", "true")
        .and(Element.of("circle").with("cx", 16).with("cy", 16).with("r", 15))
        .and(Element.of("path").with("d", path));
  }

  /** The numbers that matter most. */
  Element figures() {
    Capacity capacity = story.capacity();
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("Duration", Spans.of(story.lasted()), ""));
    figures.add(
        new Figure(
            "Replaced", "%d of %d".formatted(story.replaced(), story.servers().size()), "servers"));
    figures.add(
        new Figure(
            "Lowest health",
            capacity.lowest().isPresent()
                ? "%d of %d".formatted(capacity.lowest().getAsInt(), capacity.servers())
                : "unknown",
            capacity.floor().isPresent() ? "floor " + capacity.floor().getAsInt() : ""));
    figures.add(
        new Figure(
            "Batches",
            Amounts.count(story.batches().size()),
            "at most " + Amounts.count(mostTogether(), "server")));
    long kept = story.servers().stream().filter(s -> s.kept().orElse(false)).count();
    long named = story.servers().stream().filter(s -> s.kept().isPresent()).count();
    if (named > 0) {
      figures.add(
          new Figure("Identities kept", "%d of %d".formatted(kept, named), "address and name"));
    }
    return Sections.figures(figures);
  }

  /** How many servers a batch may have: so many may be away; else how many one has had so far. */
  private int mostTogether() {
    Capacity capacity = story.capacity();
    return capacity.floor().isPresent()
        ? capacity.servers() - capacity.floor().getAsInt()
        : story.batches().stream().mapToInt(batch -> batch.servers().size()).max().orElse(0);
  }
}
