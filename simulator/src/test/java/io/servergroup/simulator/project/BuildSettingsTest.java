package io.servergroup.simulator.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * The functions module has no parent, see docs/decisions/0002, and the health checker none because
 * an image build may take its folder alone: what they repeat must not drift.
 */
class BuildSettingsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static Stream<String> sharedPlugins() {
    return Stream.of(
        "maven-clean-plugin",
        "maven-resources-plugin",
        "maven-jar-plugin",
        "maven-install-plugin",
        "maven-compiler-plugin",
        "maven-surefire-plugin",
        "maven-toolchains-plugin");
  }

  @ParameterizedTest
  @MethodSource("sharedPlugins")
  void functionsConfiguresEverySharedPluginAsTheOtherModulesDo(String plugin) throws Exception {
    String path = "//plugin[artifactId='" + plugin + "' and version]";
    assertEquals(text("pom.xml", path), text("functions/pom.xml", path), plugin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.release",
        "aws.sdk.version",
        "errorprone.version",
        "junit.version",
        "archunit.version"
      })
  void functionsUsesTheVersionsOfTheOtherModules(String property) throws Exception {
    String path = "/project/properties/*[name()='" + property + "']";
    assertEquals(text("pom.xml", path), text("functions/pom.xml", path), property);
  }

  /** Its jar is a program; what the jar plugin is told there is of no other module. */
  static Stream<String> pluginsOfTheHealthChecker() {
    return sharedPlugins().filter(plugin -> !plugin.equals("maven-jar-plugin"));
  }

  @ParameterizedTest
  @MethodSource("pluginsOfTheHealthChecker")
  void theHealthCheckerConfiguresEverySharedPluginAsTheOtherModulesDo(String plugin)
      throws Exception {
    String path = "//plugin[artifactId='" + plugin + "' and version]";
    assertEquals(text("pom.xml", path), text("instance/health-checker/pom.xml", path), plugin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.release", "errorprone.version", "junit.version"})
  void theHealthCheckerUsesTheVersionsOfTheOtherModules(String property) throws Exception {
    String path = "/project/properties/*[name()='" + property + "']";
    assertEquals(text("pom.xml", path), text("instance/health-checker/pom.xml", path), property);
  }

  private static String text(String pom, String path) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(ROOT.resolve(pom).toFile());
    Node node =
        (Node) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODE);
    assertNotNull(node, () -> pom + " has no " + path);
    return node.getTextContent().replaceAll("\\s+", " ").trim();
  }
}
