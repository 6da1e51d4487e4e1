package io.servergroup.lambda;

import io.servergroup.aws.Outcome;
import io.servergroup.identity.IdentityAction;
import io.servergroup.identity.IdentityAction.AttachInterface;
import io.servergroup.identity.IdentityAction.AttachVolume;
import io.servergroup.identity.InstanceFacts;
import io.servergroup.identity.Need;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was asked for without a look at the instance and refused. Mostly the instance explains it:
 * it is not running yet, is gone, or has another interface. Then nothing but the instance has to be
 * read before the next decision; and as long as it does not run, nobody was in anybody's way.
 */
final class Doubts {
  private final Knowledge knowledge;
  private final IdentityMetrics metrics;
  private final Set<IdentityAction> refused = new LinkedHashSet<>();

  Doubts(Knowledge knowledge, IdentityMetrics metrics) {
    this.knowledge = knowledge;
    this.metrics = metrics;
  }

  /** Whether an action was refused whose instance was not looked at; then it is in doubt. */
  boolean isRaisedBy(IdentityAction action, Outcome outcome) {
    boolean blind =
        (action instanceof AttachInterface || action instanceof AttachVolume)
            && outcome instanceof Outcome.WorldDiffers
            && !knowledge.hasAsked(action.subject());
    if (blind) {
      refused.add(action);
    }
    return blind;
  }

  boolean isEmpty() {
    return refused.isEmpty();
  }

  /**
   * Asks EC2 about the instances in doubt, which are in doubt no more.
   *
   * @return whether they explain all that was refused; else more than they is not as it seemed
   */
  boolean areExplained() {
    knowledge.learn(
        refused.stream()
            .map(action -> new Need.Facts(action.subject()))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
    boolean explained = true;
    for (IdentityAction action : refused) {
      Optional<InstanceFacts> facts = knowledge.factsOf(action.subject());
      if (facts.filter(known -> known.state() == InstanceFacts.State.RUNNING).isPresent()) {
        metrics.conflict();
      }
      explained &= facts.filter(known -> takes(known, action)).isEmpty();
    }
    refused.clear();
    return explained;
  }

  private static boolean takes(InstanceFacts instance, IdentityAction action) {
    return instance.state() == InstanceFacts.State.RUNNING
        && !(action instanceof AttachInterface
            && instance.interfaces().containsKey(AttachInterface.DEVICE_INDEX));
  }
}
