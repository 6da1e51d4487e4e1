package io.servergroup.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String BROKEN = "io.servergroup.architecture.broken";
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(Rules.root());
  private static final JavaClasses NEGATIVE = new ClassFileImporter().importPackages(BROKEN);

  static Stream<ArchRule> rules() {
    return rules(Rules.root()).stream();
  }

  private static List<ArchRule> rules(String root) {
    return List.of(
        Rules.pure(root),
        Rules.snapshotStandsAlone(root),
        Rules.costIsOnlyLookedAt(root),
        Rules.gatewaysDoNotKnowHandlers(root),
        Rules.onlyWiringsTouchTheWorld(root));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theCodeKeepsTheRule(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  @Test
  void theRulesLookAtTheCodeAndNotAtNothing() {
    assertTrue(PRODUCTION.contain("io.servergroup.identity.IdentityDecisions"));
    assertTrue(PRODUCTION.contain("io.servergroup.stack.ResourceRequest"));
    assertTrue(PRODUCTION.contain("io.servergroup.lambda.ReconcileHandler"));
  }

  @Test
  void everyRuleFailsOnCodeThatBreaksIt() {
    for (ArchRule rule : rules(BROKEN)) {
      assertTrue(rule.evaluate(NEGATIVE).hasViolation(), rule.getDescription());
    }
  }

  @Test
  void everyWayToTheWorldOutsideIsNoticedAndAWiringMayTakeIt() {
    String report =
        String.join(
            "\n",
            Rules.onlyWiringsTouchTheWorld(BROKEN)
                .evaluate(NEGATIVE)
                .getFailureReport()
                .getDetails());
    List<String> ways =
        List.of(
            "Instant.now",
            "Clock.systemUTC",
            "InstantSource.system",
            "System.getenv",
            "System.out",
            "Thread.sleep",
            "Math.random",
            "UUID.randomUUID",
            "Random.<init>");
    assertEquals(List.of(), ways.stream().filter(way -> !report.contains(way)).toList());
    assertFalse(report.contains("BrokenWiring"), report);
  }
}
