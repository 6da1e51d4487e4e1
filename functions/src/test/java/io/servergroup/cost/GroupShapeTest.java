package io.servergroup.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.group.DnsName;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.Slot;
import io.servergroup.group.TemplateReference;
import io.servergroup.health.GateRules;
import io.servergroup.health.GroupEdit;
import io.servergroup.health.SampleGroup;
import io.servergroup.rollout.OnFailure;
import io.servergroup.rollout.Plans;
import io.servergroup.rollout.RolloutPlan;
import io.servergroup.rollout.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GroupShapeTest {
  @Test
  void theShapeIsCountedFromTheGroupAndWhatIsAskedOfIt() {
    SampleGroup sample =
        SampleGroup.of(3)
            .change(0, group -> group.classic("one", "two"))
            .change(1, group -> group.classic("two"));

    assertEquals(
        new GroupShape(3, 3, 2, 1, true, true, 0, true, 1, 1, 1, false, false, false, false, 2),
        GroupShape.of(Plans.of(3, 2).alarms("a", "b").plan(), sample.group()));
  }

  @Test
  void groupsThatAreToldTheirVersionsAreResolvedTwiceAndNeverAgain() {
    GroupShape shape = GroupShape.of(Plans.of(2, 1).fixed().plan(), SampleGroup.of(2).group());

    assertEquals(2, shape.references());
    assertEquals(0, shape.moving());
    assertTrue(shape.fixed());
  }

  @Test
  void aNumberIsNoReferenceThatMoves() {
    SampleGroup sample =
        SampleGroup.of(2)
            .change(0, group -> group.template("lt-1", "2"))
            .change(1, group -> group.template("lt-1", "2"));

    GroupShape shape = GroupShape.of(Plans.of(2, 1).plan(), sample.group());

    assertEquals(1, shape.references());
    assertEquals(0, shape.moving());
  }

  /** Each launch template that both a target and an instance have another version of. */
  @Test
  void versionsAreComparedTemplateByTemplate() {
    SampleGroup sample = SampleGroup.of(2).change(1, group -> group.template("lt-2", "7"));
    Targets targets =
        new Targets(Map.of(SampleGroup.LATEST, 2L, new TemplateReference("lt-2", "7"), 7L));
    RolloutPlan plan = Plans.of(2, 1).plan();

    assertEquals(1, GroupShape.of(plan, SampleGroup.of(2).group()).compared());
    assertEquals(2, GroupShape.of(with(plan, targets), sample.group()).compared());
  }

  private static RolloutPlan with(RolloutPlan plan, Targets targets) {
    return new RolloutPlan(
        plan.serverGroup(),
        plan.size(),
        plan.batchSize(),
        plan.startedAt(),
        plan.toReplace(),
        targets,
        plan.selection(),
        plan.canary(),
        plan.gates(),
        plan.checkpoints(),
        plan.checkpointTimeout(),
        OnFailure.ROLLBACK,
        plan.rollback());
  }

  @Test
  void whereServersComeFromIsRememberedForTheWayBack() {
    RolloutPlan plan = Plans.of(2, 1).plan();
    ServerGroup group = SampleGroup.of(2).group();

    assertFalse(GroupShape.of(plan, group).remembered());
    assertTrue(GroupShape.of(with(plan, plan.targets()), group).remembered());
  }

  @Test
  void ageIsAskedForWhereItMatters() {
    ServerGroup group = SampleGroup.of(1).group();
    GroupShape bare =
        GroupShape.of(
            Plans.of(1, 1).judgedBy(new GateRules(false, false, Duration.ofSeconds(1))).plan(),
            group);
    GroupShape all =
        GroupShape.of(Plans.of(1, 1).replacingAllLaunchedBefore(Instant.EPOCH).plan(), group);

    assertTrue(bare.asksMachines() && bare.asksMachinesToChoose());
    assertFalse(bare.slots() || bare.volumes());
    assertFalse(all.asksMachines());
    assertTrue(all.asksMachinesToChoose());
  }

  @Test
  void oneGroupOfSeveralServersIsNotNumbered() {
    SampleGroup sample = SampleGroup.of(2).change(1, GroupEdit::withoutIndex);

    assertFalse(GroupShape.of(Plans.of(2, 1).plan(), sample.group()).numbered());
  }

  @Test
  void zonesCountOnceHoweverManyNamesTheyHold() {
    ServerGroup group = SampleGroup.of(3).group();
    List<Slot> slots =
        group.slots().stream()
            .map(
                slot ->
                    new Slot(
                        slot.index(),
                        slot.networkInterface(),
                        List.of(),
                        Optional.of(
                            new DnsName(
                                slot.index() == 0 ? "Z1" : "Z2",
                                slot.index() + ".example.com",
                                Duration.ofSeconds(60)))))
            .toList();

    GroupShape shape =
        GroupShape.of(
            Plans.of(3, 1).plan(),
            new ServerGroup("web", Instant.EPOCH, group.autoScalingGroups(), slots));

    assertEquals(2, shape.zones());
  }
}
