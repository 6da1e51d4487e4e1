package io.servergroup.cli.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** A document that needs nothing but itself, and says so to the browser. */
final class Page {
  private static final String CSS = css();

  private Page() {}

  /**
   * The whole document.
   *
   * @param body everything in it
   */
  static String of(String title, List<Element> body) {
    return Markup.document(
        Element.of("html").with("lang", "en").and(head(title)).and(Element.of("body").all(body)));
  }

  private static Element head(String title) {
    return Element.of("head")
        .and(Element.of("meta").with("charset", "utf-8"))
        .and(
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", policy()))
        .and(named("viewport", "width=device-width, initial-scale=1"))
        .and(named("color-scheme", "light dark"))
        .and(named("robots", "noindex"))
        .and(named("referrer", "no-referrer"))
        // Without one, some browsers ask the server for it.
        .and(Element.of("link").with("rel", "icon").with("href", "data:,"))
        .and(Element.text("title", title))
        .and(Element.of("style").and(new Node.Css(CSS)));
  }

  private static Element named(String name, String content) {
    return Element.of("meta").with("name", name).with("content", content);
  }

  /** Nothing is loaded, sent or run; of styles only the sheet in the document counts. */
  private static String policy() {
    return "default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'"
        .formatted(Base64.getEncoder().encodeToString(sha256(CSS)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String css() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
