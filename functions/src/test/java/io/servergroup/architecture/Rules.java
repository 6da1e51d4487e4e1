package io.servergroup.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What depends on what, and who may touch the world outside. */
final class Rules {
  private static final String ROOT = "io.servergroup";
  private static final Set<String> RANDOM_OR_TIMED =
      Set.of(
          "java.time.Clock",
          "java.lang.System",
          "java.lang.Thread",
          "java.util.Random",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime");

  private Rules() {}

  /**
   * Pure code knows plain Java and the snapshot alone.
   *
   * @param root the package above {@code group}, {@code identity}, {@code rollout}, {@code health},
   *     {@code stack}, {@code cost}
   */
  static ArchRule pure(String root) {
    return classes()
        .that()
        .resideInAnyPackage(
            root + ".group..",
            root + ".identity..",
            root + ".rollout..",
            root + ".health..",
            root + ".stack..",
            root + ".cost..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    root + ".group..",
                    root + ".identity..",
                    root + ".rollout..",
                    root + ".health..",
                    root + ".stack..",
                    root + ".cost..",
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.math",
                    "java.text",
                    "java.time..",
                    "java.util",
                    "java.util.function..",
                    "java.util.regex..",
                    "java.util.stream..")
                .or(describe("primitive", (JavaClass c) -> c.isPrimitive() || c.isArray())))
        .because("a decision is made from its arguments alone")
        .allowEmptyShould(true);
  }

  /** What decides knows nothing of what that costs. */
  static ArchRule costIsOnlyLookedAt(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            root + ".group..",
            root + ".identity..",
            root + ".rollout..",
            root + ".health..",
            root + ".stack..",
            root + ".aws..",
            root + ".lambda..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(root + ".cost.."))
        .allowEmptyShould(true);
  }

  /** The snapshot knows nothing but itself. */
  static ArchRule snapshotStandsAlone(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".group..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                root + ".identity..",
                root + ".rollout..",
                root + ".health..",
                root + ".stack..",
                root + ".aws..",
                root + ".lambda.."))
        .allowEmptyShould(true);
  }

  /** Gateways do not know the handlers that use them. */
  static ArchRule gatewaysDoNotKnowHandlers(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".aws..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(root + ".lambda.."))
        .allowEmptyShould(true);
  }

  /** Time, chance, environment and threads are arguments; a wiring supplies the real ones. */
  static ArchRule onlyWiringsTouchTheWorld(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(describe("are no wiring", (JavaClass c) -> !outermost(c).endsWith("Wiring")))
        .should()
        .callMethodWhere(target(isTheWorld()).as("clock, chance, environment or thread"))
        .orShould()
        .callConstructorWhere(constructsTheWorld())
        .orShould()
        .accessFieldWhere(
            describe(
                "System.out and its like",
                access -> access.getTargetOwner().getFullName().equals("java.lang.System")))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<AccessTarget> isTheWorld() {
    return describe(
        "is the world outside",
        target -> {
          String owner = target.getOwner().getFullName();
          String name = target.getName();
          return RANDOM_OR_TIMED.contains(owner)
              || (owner.equals("java.time.InstantSource") && name.equals("system"))
              || (owner.startsWith("java.time.") && name.equals("now"))
              || (owner.equals("java.lang.Math") && name.equals("random"))
              || (owner.equals("java.util.UUID") && name.equals("randomUUID"));
        });
  }

  private static DescribedPredicate<JavaCall<?>> constructsTheWorld() {
    return describe(
        "constructs randomness, threads or the present date",
        call ->
            RANDOM_OR_TIMED.contains(call.getTargetOwner().getFullName())
                || call.getTargetOwner().getFullName().equals("java.util.Date"));
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(Rules::outermost).orElseGet(type::getSimpleName);
  }

  static String root() {
    return ROOT;
  }
}
