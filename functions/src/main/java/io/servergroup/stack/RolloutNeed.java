package io.servergroup.stack;

import java.util.Optional;
import java.util.OptionalInt;

/** What a request asks for, as far as its properties tell. */
public sealed interface RolloutNeed {
  String SKIPS = "SkipRollingDeploy";

  /** Its id: two launch templates may be at versions of one number. */
  String TEMPLATE = "LaunchTemplateId";

  /** Nothing is left to do. */
  record Nothing(String why) implements RolloutNeed {}

  /** Follow a rollout to its end. */
  record Follow(String execution) implements RolloutNeed {}

  /** Wait for healthy servers. */
  record Capacity() implements RolloutNeed {}

  /**
   * Roll.
   *
   * @param capacityFirst whether healthy servers have to be waited for before
   */
  record Rollout(boolean capacityFirst, String why) implements RolloutNeed {}

  /**
   * What is to be done.
   *
   * @param rollingBack whether the stack takes an update back
   */
  static RolloutNeed of(
      ResourceRequest request, RolloutProperties properties, boolean rollingBack) {
    boolean isNewGroup =
        request.kind() == ResourceRequest.Kind.CREATE
            || !request
                .oldProperty(ResourceRequest.SERVER_GROUP)
                .equals(Optional.of(properties.serverGroup()));
    if (isNewGroup) {
      return ofNewGroup(properties);
    }
    if (properties.link() > 1 && properties.follows().isPresent()) {
      return new Follow(properties.follows().get());
    }
    // The rollout of a rollback is started by the first link, and goes on by itself.
    if (properties.link() > 1 && rollingBack) {
      return new Nothing("the link before this one sees to the rollback");
    }
    return ofUpdate(request, properties, rollingBack);
  }

  private static RolloutNeed ofNewGroup(RolloutProperties properties) {
    if (properties.waitForCapacity().isZero()) {
      return new Nothing("healthy servers are not waited for: WaitForCapacityTimeoutMinutes is 0");
    }
    return waits(properties)
        ? new Capacity()
        : new Nothing("the links before this one have waited for healthy servers");
  }

  /** Where the links before this one had all the time there is, they would have failed. */
  private static boolean waits(RolloutProperties properties) {
    return LinkTime.OWN.multipliedBy(properties.link() - 1L).compareTo(properties.waitForCapacity())
        < 0;
  }

  private static RolloutNeed ofUpdate(
      ResourceRequest request, RolloutProperties properties, boolean rollingBack) {
    // A rollback does not ask for health, since what it takes back may have left servers unhealthy.
    boolean capacityFirst = !rollingBack && grows(request, properties) && waits(properties);
    boolean skips = skips(request, properties, rollingBack);
    Optional<String> why = skips ? Optional.empty() : whyRoll(request, properties);
    if (why.isPresent()) {
      return new Rollout(capacityFirst, why.get());
    }
    if (capacityFirst) {
      return new Capacity();
    }
    return new Nothing(
        skips
            ? "no server is replaced: SkipRollingDeploy is true"
            : "no server has to be replaced: the launch template is still at version "
                + properties.launchTemplateVersion());
  }

  /** An update that rolled has to be rolled back, whatever was said of rolling before it. */
  private static boolean skips(
      ResourceRequest request, RolloutProperties properties, boolean rollingBack) {
    return properties.skipRollingDeploy()
        && (!rollingBack || request.oldProperty(SKIPS).equals(Optional.of("true")));
  }

  private static Optional<String> whyRoll(ResourceRequest request, RolloutProperties properties) {
    String former = request.oldProperty("LaunchTemplateVersion").orElse("none");
    if (!former.equals(properties.launchTemplateVersion())) {
      return Optional.of(
          "the launch template went from version %s to %s"
              .formatted(former, properties.launchTemplateVersion()));
    }
    if (!request.oldProperty(TEMPLATE).equals(request.property(TEMPLATE))) {
      return Optional.of("the launch template is another one");
    }
    return request.oldProperty(SKIPS).equals(Optional.of("true"))
        ? Optional.of("SkipRollingDeploy went from true to false")
        : Optional.empty();
  }

  private static boolean grows(ResourceRequest request, RolloutProperties properties) {
    OptionalInt former =
        request.oldProperty("ClusterSize").map(PropertyReader::whole).orElse(OptionalInt.empty());
    return former.isPresent() && properties.clusterSize() > former.getAsInt();
  }
}
