package io.servergroup.identity;

import static io.servergroup.group.LifecycleState.IN_SERVICE;
import static io.servergroup.group.LifecycleState.PENDING_WAIT;
import static io.servergroup.group.LifecycleState.STANDBY;
import static io.servergroup.group.LifecycleState.TERMINATING;
import static io.servergroup.group.LifecycleState.TERMINATING_WAIT;
import static io.servergroup.group.LifecycleState.WARMED_PENDING_WAIT;
import static io.servergroup.group.LifecycleState.WARMED_RUNNING;
import static io.servergroup.identity.InstanceFacts.State.RUNNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.servergroup.group.EarlyRelease;
import io.servergroup.group.LifecycleState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every decision is made from what it needs, which is read when it is needed and not before. */
class NeedsTest {
  private static final Need INTERFACES = new Need.Interfaces();
  private static final Need VOLUMES = new Need.Volumes();
  private static final Need NEWCOMER = new Need.Facts("i-new");
  private static final Need PREDECESSOR = new Need.Facts("i-old");
  private static final Need RECORD = new Need.NameRecord(World.name(2));
  private static final Need HOOKS = new Need.Hooks("tools-2");
  private static final Need FAILURES = new Need.FailedLaunches("tools-2");

  static Stream<Arguments> needed() {
    return Stream.of(
        arguments(
            "a launch needs the interfaces before anything else",
            beside("i-old", TERMINATING).without(INTERFACES, VOLUMES, NEWCOMER),
            List.of(INTERFACES)),
        arguments(
            "where nobody else can have the slot, its volumes will be wanted too",
            World.launching().slot(2).without(INTERFACES, VOLUMES, NEWCOMER),
            List.of(INTERFACES, VOLUMES)),
        arguments(
            "a termination needs all that it may give back",
            alone("i-old", TERMINATING_WAIT).slot(2, "i-old").without(INTERFACES, VOLUMES),
            List.of(INTERFACES, VOLUMES)),
        arguments(
            "an instance at the door of a warm pool gives back as much",
            new World().server(2).warm("i-old", WARMED_PENDING_WAIT).without(INTERFACES, VOLUMES),
            List.of(INTERFACES, VOLUMES)),
        arguments(
            "the schedule looks at everything there is",
            alone("i-2", IN_SERVICE)
                .slot(2, "i-2")
                .onSchedule()
                .without(INTERFACES, VOLUMES, new Need.Facts("i-2"), RECORD),
            List.of(INTERFACES, VOLUMES, new Need.Facts("i-2"), RECORD)),
        arguments(
            "the schedule asks at once about those who wait and those who leave, for whom they wait",
            beside("i-old", TERMINATING).onSchedule().without(NEWCOMER, PREDECESSOR),
            List.of(NEWCOMER, PREDECESSOR)),
        arguments(
            "nobody waits for one who leaves",
            alone("i-old", TERMINATING).slot(2, "i-old").onSchedule().without(PREDECESSOR),
            List.of()),
        arguments(
            "nor for one that somebody set aside",
            alone("i-old", STANDBY)
                .instance("i-new", PENDING_WAIT)
                .ec2("i-new", RUNNING)
                .slot(2, "i-new")
                .onSchedule()
                .without(PREDECESSOR),
            List.of()),
        arguments(
            "an instance that only serves needs nothing between two checks",
            alone("i-2", IN_SERVICE).slot(2, "i-2").without(INTERFACES, VOLUMES),
            List.of()),
        arguments(
            "whoever gets its slot needs its volumes",
            alone("i-old", TERMINATING)
                .instance("i-new", PENDING_WAIT)
                .slot(2)
                .without(VOLUMES, NEWCOMER, RECORD),
            List.of(VOLUMES)),
        arguments(
            "and nothing else before EC2 has been asked to attach it",
            World.launching().slot(2).without(NEWCOMER, RECORD),
            List.of()),
        arguments(
            "whoever has its slot needs what EC2 says of it and its record at once",
            World.launching().slot(2, "i-new").without(NEWCOMER, RECORD),
            List.of(NEWCOMER, RECORD)),
        arguments(
            "whoever waits for a holder does not need them yet",
            beside("i-old", TERMINATING).without(VOLUMES, NEWCOMER, PREDECESSOR, RECORD),
            List.of()),
        arguments(
            "EC2 may know that a holder in no group is gone",
            World.launching().slot(2, "i-old").without(PREDECESSOR),
            List.of(PREDECESSOR)),
        arguments(
            "a holder that somebody set aside may be gone",
            beside("i-old", STANDBY).without(PREDECESSOR),
            List.of(PREDECESSOR)),
        arguments(
            "a holder that keeps its interface to the end may be gone",
            beside("i-old", TERMINATING_WAIT).releasing(EarlyRelease.NOTHING).without(PREDECESSOR),
            List.of(PREDECESSOR)),
        arguments(
            "a holder that gives it back early is taken at its word",
            beside("i-old", TERMINATING_WAIT).without(PREDECESSOR),
            List.of()),
        arguments(
            "a holder of volumes that shuts down detaches them by itself",
            new World()
                .server(2)
                .instance("i-old", TERMINATING_WAIT)
                .instance("i-new", PENDING_WAIT)
                .ec2("i-new", RUNNING)
                .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-old", "attached")), "i-new")
                .without(PREDECESSOR),
            List.of()),
        arguments(
            "a holder in service is never taken from, whatever EC2 says",
            beside("i-old", IN_SERVICE).without(PREDECESSOR),
            List.of()),
        arguments(
            "a volume in a warm pool is free when its holder is stopped",
            pooledVolume().without(PREDECESSOR),
            List.of(PREDECESSOR)),
        arguments(
            "a holder in a warm pool may have gone into service since the groups were read",
            World.launching()
                .warm("i-old", WARMED_RUNNING)
                .slot(2, "i-old")
                .readAgo(Duration.ofSeconds(11)),
            List.of(new Need.Groups())),
        arguments(
            "ten seconds are fresh enough for that",
            World.launching()
                .warm("i-old", WARMED_RUNNING)
                .slot(2, "i-old")
                .readAgo(Duration.ofSeconds(10)),
            List.of()),
        arguments(
            "a server in service without its slot belongs to us if a hook of ours is there",
            new World()
                .server(2)
                .instance("i-2", IN_SERVICE)
                .ec2("i-2", RUNNING)
                .slot(2, "i-old")
                .onSchedule()
                .without(HOOKS, PREDECESSOR),
            List.of(HOOKS)),
        arguments(
            "where there is no slot at all, the hooks tell whether there should be one",
            World.launching().without(HOOKS, FAILURES),
            List.of(HOOKS)),
        arguments(
            "how long a hopeless launch is held depends on how many failed before",
            World.launching().slot(1).without(FAILURES, NEWCOMER),
            List.of(FAILURES)),
        arguments(
            "and on how old it is, once another failed",
            World.launching().slot(1).failedLaunches("tools-2", 1).without(NEWCOMER),
            List.of(NEWCOMER)),
        arguments(
            "the first failure is abandoned whatever its age",
            World.launching().slot(1).without(NEWCOMER),
            List.of()),
        arguments(
            "hooks are checked for a launch that waits for long",
            beside("i-old", IN_SERVICE)
                .startedAgo("i-new", Duration.ofMinutes(5))
                .onSchedule()
                .without(HOOKS),
            List.of(HOOKS)),
        arguments(
            "a launch that waits for name servers needs to hear of them",
            World.launching()
                .slot(2, "i-new")
                .waitingForDns()
                .announced(2, true)
                .without(new Need.Announcement("C2")),
            List.of(new Need.Announcement("C2"))),
        arguments(
            "a record that is right already needs no look at the whole group",
            World.launching()
                .slot(2, "i-new")
                .records(
                    Map.of(
                        "2.tools.example",
                        new AddressRecord(Duration.ofMinutes(5), List.of("10.0.0.12"))))
                .partly(),
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("needed")
  void whatADecisionNeedsIsReadFirst(String rule, World world, List<Need> needs) {
    IdentityPlan plan = world.decide();

    assertEquals(needs, List.copyOf(plan.needs()), rule);
    if (!needs.isEmpty()) {
      assertEquals(List.of(), plan.steps(), "nothing is done on half a picture");
    }
  }

  private static World alone(String id, LifecycleState state) {
    return new World().server(2).instance(id, state).ec2(id, RUNNING);
  }

  /** A launch whose slot this instance has. */
  private static World beside(String id, LifecycleState state) {
    return alone(id, state).instance("i-new", PENDING_WAIT).ec2("i-new", RUNNING).slot(2, id);
  }

  private static World pooledVolume() {
    return World.launching()
        .warm("i-old", WARMED_RUNNING)
        .slot(2, World.ZONE, List.of(World.volumeAt("vol-2", "i-old", "attached")), "i-new");
  }
}
