package io.servergroup.cli;

import io.servergroup.aws.AwsClients;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/** Finds the state machine that rolls a server group. */
final class RolloutMachines {
  /** The IAM action that this needs. */
  static final String ACTION = "states:ListStateMachines";

  /** As the templates name it, after the name of the cluster. */
  private static final String NAME = "rolling-deploy";

  private final AwsClients clients;

  RolloutMachines(AwsClients clients) {
    this.clients = clients;
  }

  /** What was found. */
  sealed interface Search {
    /**
     * The state machine of this ARN.
     *
     * @param certain whether it is certain that it is the group's
     */
    record Found(String arn, boolean certain) implements Search {}

    /** None, or several; the message says what to do. */
    record Unclear(String message) implements Search {}
  }

  /** The group's own, or else the only one there is. */
  Search of(String group) {
    List<StateMachineListItem> machines =
        clients.stepFunctions().listStateMachinesPaginator(request -> {}).stateMachines().stream()
            .filter(each -> each.name().equals(NAME) || each.name().endsWith("-" + NAME))
            .toList();
    Optional<StateMachineListItem> own =
        machines.stream().filter(each -> each.name().equals(group + "-" + NAME)).findFirst();
    if (own.isPresent()) {
      return new Search.Found(own.get().stateMachineArn(), true);
    }
    return machines.size() == 1
        ? new Search.Found(machines.getFirst().stateMachineArn(), false)
        : new Search.Unclear(unclear(group, machines));
  }

  private static String unclear(String group, List<StateMachineListItem> machines) {
    return machines.isEmpty()
        ? "there is no state machine %s-%s in this account and region: is the stack deployed, are --profile and --region right? If it has another name, give its ARN as --state-machine"
            .formatted(group, NAME)
        : "none of these state machines is named after %s: %s; give the ARN of the right one as --state-machine"
            .formatted(
                group,
                String.join(
                    ", ", machines.stream().map(StateMachineListItem::name).sorted().toList()));
  }
}
