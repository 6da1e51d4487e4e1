package io.servergroup.cli.view;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page in the language of man(7), part by part. Text goes in as it is to be read; what means
 * something to a formatter is escaped here.
 */
public final class Roff {
  private static final int WIDTH = 78;
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.:?]) +(?=[A-Z`])");

  /** Stands for a space inside a command, and is in no text. */
  private static final char KEPT = '\u0000';

  private final StringBuilder page = new StringBuilder();

  /**
   * Begins a page.
   *
   * @param source what it belongs to, with its version
   * @param manual the book it is a page of
   */
  public Roff(String name, int section, String source, String manual) {
    page.append(
        ".TH %s %d \"\" %s %s%n".formatted(quoted(name), section, quoted(source), quoted(manual)));
    // Left-aligned, not hyphenated: command lines are to be copied.
    page.append(".nh\n.ad l\n");
  }

  /** A chapter, such as NAME. */
  public Roff chapter(String title) {
    page.append(".SH %s%n".formatted(quoted(title)));
    return this;
  }

  /** A part of a chapter. */
  public Roff part(String title) {
    page.append(".SS %s%n".formatted(quoted(title)));
    return this;
  }

  /** A paragraph; what is between backticks is what a person types. */
  public Roff paragraph(String text) {
    page.append(".PP\n");
    text(text);
    return this;
  }

  /** The first paragraph of a chapter or part. */
  public Roff text(String text) {
    for (String sentence : SENTENCE.split(text.strip(), -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : coded(sentence).split(" +", -1)) {
        if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
          line(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word.replace(KEPT, ' '));
      }
      line(line.toString());
    }
    return this;
  }

  /** A term and what it means. */
  public Roff term(Tag tag, String meaning) {
    page.append(".TP\n");
    line(tag.roff());
    return text(meaning);
  }

  /** Lines that stay as they are. */
  public Roff verbatim(List<String> lines) {
    // No line between a heading and what it heads.
    page.append(page.lastIndexOf("\n.SH ") == page.lastIndexOf("\n.") ? "" : ".PP\n")
        .append(".nf\n");
    lines.forEach(line -> line(escaped(line)));
    page.append(".fi\n");
    return this;
  }

  /** The page. */
  @Override
  public String toString() {
    return page.toString();
  }

  /** A line of text; one that is empty or looks like a request would be taken for one. */
  private void line(String text) {
    boolean request = text.isEmpty() || text.startsWith(".") || text.startsWith("'");
    page.append(request ? "\\&" : "").append(text).append('\n');
  }

  private static String quoted(String argument) {
    return "\"" + escaped(argument).replace("\"", "\\(dq") + "\"";
  }

  /** Bold for what is between backticks, whose spaces are no place to break a line. */
  private static String coded(String text) {
    StringBuilder coded = new StringBuilder();
    boolean bold = false;
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      if (each == '`') {
        bold = !bold;
        coded.append(bold ? "\\fB" : "\\fR");
      } else {
        coded.append(bold && each == ' ' ? String.valueOf(KEPT) : escaped(each));
      }
    }
    return coded.toString();
  }

  private static String escaped(String text) {
    return text.chars().mapToObj(each -> escaped((char) each)).collect(Collectors.joining());
  }

  /** Formatters take some characters for those of a book, which no shell takes. */
  private static String escaped(char each) {
    return switch (each) {
      case '\\' -> "\\e";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '^' -> "\\(ha";
      case '~' -> "\\(ti";
      default -> String.valueOf(each);
    };
  }

  /** What stands before a meaning: words to type, and words that stand for something. */
  public static final class Tag {
    private final StringBuilder text = new StringBuilder();

    /** Something to type as it is. */
    public Tag literal(String words) {
      text.append("\\fB").append(escaped(words)).append("\\fR");
      return this;
    }

    /** Something that stands for a value. */
    public Tag value(String label) {
      text.append("\\fI").append(escaped(label)).append("\\fR");
      return this;
    }

    /** What is neither, such as a comma. */
    public Tag plain(String words) {
      text.append(escaped(words));
      return this;
    }

    private String roff() {
      return text.toString();
    }
  }
}
