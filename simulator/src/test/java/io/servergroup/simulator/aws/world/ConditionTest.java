package io.servergroup.simulator.aws.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What filters of describe calls let through, and what they cost. */
class ConditionTest {
  @Test
  void aValueIsEqualOrHasWildcards() {
    Condition condition = new Condition("name", List.of("a.c", "web-?", "*-db"));

    for (String fits : List.of("a.c", "web-1", "kafka-db", "-db")) {
      assertTrue(condition.holds(Set.of("other", fits)), fits);
    }
    for (String doesNot : List.of("abc", "web-12", "db", "A.C")) {
      assertFalse(condition.holds(Set.of(doesNot)), doesNot);
    }
    assertFalse(condition.exact());
    assertTrue(new Condition("name", List.of("a.c")).exact());
  }

  @Test
  void aThousandInstancesAreFoundByTheirIdsWithoutALookAtAny() {
    TestWorld world = new TestWorld();
    var subnet = world.ec2World.createSubnet("vpc-1", "eu-west-1a", "10.1.0.0/16");
    List<String> ids = IntStream.range(0, 1_000).mapToObj(i -> world.launch(subnet).id()).toList();
    List<String> looks = new ArrayList<>();
    Catalog<Resource> catalog =
        new Catalog<Resource>("instance")
            .fields(
                "instance-id",
                instance -> {
                  looks.add(instance.id());
                  return Set.of(instance.id());
                })
            .index("instance-id", id -> List.of(world.ec2World.instances().catalog().get(id)));
    world.ec2World.instances().catalog().all().forEach(catalog::add);

    List<String> found = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += 200) {
      Condition condition = new Condition("instance-id", ids.subList(from, from + 200));
      catalog
          .page(null, List.of(condition), null, 1_000)
          .items()
          .forEach(instance -> found.add(instance.id()));
    }

    assertEquals(ids, found);
    assertEquals(List.of(), looks, "the index has answered the condition");
  }
}
