package io.servergroup.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.rollout.InputField;
import io.servergroup.rollout.InputReader;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.Topology;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScenarioTest {
  private static final int SEEDS = 30_000;

  @Test
  void clustersHaveOneToFortyServersInEveryTopologyBehindEveryKindOfBalancer() {
    Set<Integer> sizes = new TreeSet<>();
    EnumSet<Topology> topologies = EnumSet.noneOf(Topology.class);
    EnumSet<RehearsalOptions.LoadBalancerKind> balancers =
        EnumSet.noneOf(RehearsalOptions.LoadBalancerKind.class);
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = Scenario.of(seed, FaultProfile.HARSH);
      sizes.add(scenario.servers());
      topologies.add(scenario.topology());
      balancers.add(scenario.loadBalancers());
    }
    assertEquals(
        IntStream.rangeClosed(1, 40).boxed().collect(Collectors.toCollection(TreeSet::new)), sizes);
    assertEquals(EnumSet.allOf(Topology.class), topologies);
    assertEquals(EnumSet.allOf(RehearsalOptions.LoadBalancerKind.class), balancers);
  }

  @Test
  void everyInputCanBeUsedAndEveryFieldIsUsedSomewhere() {
    Set<String> fields = new TreeSet<>();
    for (long seed = 1; seed <= 3_000; seed++) {
      Scenario scenario = Scenario.of(seed, FaultProfile.HARSH);
      for (Map<String, Object> input : Set.of(scenario.first(), scenario.second())) {
        assertInstanceOf(
            InputReader.Result.Valid.class, InputReader.read(input), () -> input.toString());
        fields.addAll(input.keySet());
      }
    }
    for (InputField field : InputField.values()) {
      assertTrue(fields.contains(field.key()), field.key());
    }
  }

  @Test
  void otherFaultsMeetTheSameWorkload() {
    Scenario harsh = Scenario.of(11, FaultProfile.HARSH);
    Scenario mild = Scenario.of(11, FaultProfile.MILD);

    assertEquals(harsh.first(), mild.first());
    assertEquals(harsh.servers(), mild.servers());
    assertEquals(harsh.topology(), mild.topology());
  }
}
