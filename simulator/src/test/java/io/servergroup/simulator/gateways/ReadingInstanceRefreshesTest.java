package io.servergroup.simulator.gateways;

import static io.servergroup.simulator.gateways.SmallAccount.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.servergroup.aws.InstanceRefreshReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;

/** What a rollout learns about instance refreshes that others run. */
final class ReadingInstanceRefreshesTest {
  private final SmallAccount account = new SmallAccount();

  ReadingInstanceRefreshesTest() {
    Stream.of("web-0", "web-1", "web-2")
        .forEach(name -> account.createGroup(name, server(name.substring(4))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pending",
        "InProgress",
        "Baking",
        "Cancelling",
        "RollbackInProgress",
        "AddedToTheApiLater"
      })
  void aRefreshThatMayStillReplaceInstancesIsActive(String status) {
    show("web-1", refresh("r-1", status).percentageComplete(40).build());

    assertEquals(
        Map.of("web-1", "instance refresh r-1 is " + status + ", 40 % done"),
        active("web-2", "web-1", "web-0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Successful", "Failed", "Cancelled", "RollbackFailed", "RollbackSuccessful"})
  void aRefreshThatIsOverIsNot(String status) {
    show("web-1", refresh("r-1", status).build());

    assertEquals(Map.of(), active("web-1"));
  }

  @Test
  void everyGroupCostsOneCallHoweverManyRefreshesItHad() {
    show("web-0", refresh("r-2", "Pending").build(), refresh("r-1", "Failed").build());
    show("web-1", refresh("r-4", "Successful").build(), refresh("r-3", "Cancelled").build());

    assertEquals(
        Map.of("web-0", "instance refresh r-2 is Pending"), active("web-0", "web-1", "web-0"));
    assertEquals(Map.of("autoscaling:DescribeInstanceRefreshes", 2), account.aws.calls().counts());
    assertEquals(Map.of(), active());
  }

  @Test
  void aGroupThatCannotBeReadIsNotMistakenForOneWithoutRefreshes() {
    assertThrows(AutoScalingException.class, () -> active("gone"));
  }

  private void show(String group, InstanceRefresh... newestFirst) {
    account.aws.autoScalingWorld().setInstanceRefreshes(group, List.of(newestFirst));
  }

  private static InstanceRefresh.Builder refresh(String id, String status) {
    return InstanceRefresh.builder().instanceRefreshId(id).status(status);
  }

  private Map<String, String> active(String... groups) {
    return account.asFunction(() -> new InstanceRefreshReader(account.aws).active(List.of(groups)));
  }
}
