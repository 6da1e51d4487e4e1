package io.servergroup.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A report as a program reads it. */
public final class ParsedPage {
  private final String text;
  private final Document document;

  /** Reads a report, which fails unless it is well-formed. */
  public ParsedPage(String text) {
    this.text = text;
    try {
      this.document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  /** The texts of all elements that an expression finds. */
  public List<String> texts(String expression) {
    return elements(expression).stream().map(Element::getTextContent).toList();
  }

  /** An attribute of all elements that an expression finds. */
  public List<String> values(String expression, String attribute) {
    return elements(expression).stream().map(each -> each.getAttribute(attribute)).toList();
  }

  /** The text of the only element that an expression finds. */
  public String text(String expression) {
    List<String> texts = texts(expression);
    assertEquals(1, texts.size(), expression + " finds " + texts);
    return texts.getFirst();
  }

  /** How many elements an expression finds. */
  public int count(String expression) {
    return elements(expression).size();
  }

  private List<Element> elements(String expression) {
    try {
      NodeList found =
          (NodeList)
              XPathFactory.newDefaultInstance()
                  .newXPath()
                  .evaluate(expression, document, XPathConstants.NODESET);
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        elements.add((Element) found.item(i));
      }
      return elements;
    } catch (XPathExpressionException e) {
      throw new AssertionError(expression, e);
    }
  }

  /** What every report has to be: alone, quiet, and readable by everybody. */
  public void check() {
    assertTrue(text.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
    assertEquals(0, count("//script"));
    assertEquals(0, count("//@*[starts-with(local-name(), 'on')]/.."), "no handlers");
    assertEquals(0, count("//@style/.."), "the policy forbids styles of single elements");
    assertFalse(text.contains("http://") || text.contains("https://"), "nothing from elsewhere");
    assertTrue(
        elements("//meta[@http-equiv='Content-Security-Policy']")
            .getFirst()
            .getAttribute("content")
            .startsWith("default-src 'none'; style-src 'sha256-"));
    assertEquals(1, count("//h1"));
    assertEquals(1, count("/html/body/main"));
    assertEquals(1, count("/html/body/header"));
    assertEquals(1, count("/html/body/footer"));
    assertEquals(0, count("//th[not(@scope)]"), "heads of rows or columns");
    assertEquals(0, count("//table[not(caption)]"));
    assertEquals(0, count("//tbody/tr[not(th[@scope='row'])]"));
    assertEquals(
        0, count("//svg[not(@aria-hidden='true')][not(@role='img') or not(title) or not(desc)]"));
    idsAreUniqueAndLinksLead();
  }

  private void idsAreUniqueAndLinksLead() {
    Set<String> ids = new HashSet<>();
    for (Element element : elements("//*[@id]")) {
      assertTrue(ids.add(element.getAttribute("id")), element.getAttribute("id") + " twice");
    }
    for (Element link : elements("//a")) {
      assertTrue(ids.contains(link.getAttribute("href").substring(1)), link.getTextContent());
    }
    for (Element labelled : elements("//*[@aria-labelledby]")) {
      for (String id : labelled.getAttribute("aria-labelledby").split(" ", -1)) {
        assertTrue(ids.contains(id), id);
      }
    }
  }
}
