package io.servergroup.identity;

import io.servergroup.group.DnsName;
import io.servergroup.group.LifecycleHook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read besides the Auto Scaling groups. A key that is absent was not asked for; an empty
 * value was asked for and does not exist.
 *
 * @param interfaces whether the slots of the server group have been read
 * @param volumes whether the slots' volumes have been read too
 * @param facts what EC2 says, by instance id
 * @param records by name
 * @param changes by name, the change by which this run wrote the record
 * @param announced by change, whether all name servers know what it wrote
 * @param hooks by Auto Scaling group
 * @param failedLaunches by Auto Scaling group, how many launches failed lately
 * @param refused what AWS refuses to tell for good, with what it said
 */
public record Readings(
    boolean interfaces,
    boolean volumes,
    Map<String, Optional<InstanceFacts>> facts,
    Map<DnsName, Optional<AddressRecord>> records,
    Map<DnsName, String> changes,
    Map<String, Boolean> announced,
    Map<String, List<LifecycleHook>> hooks,
    Map<String, Integer> failedLaunches,
    Map<Need, String> refused) {
  public Readings {
    // Looked up by key only, never iterated.
    facts = new HashMap<>(facts);
    records = new HashMap<>(records);
    changes = new HashMap<>(changes);
    announced = new HashMap<>(announced);
    hooks = new HashMap<>(hooks);
    failedLaunches = new HashMap<>(failedLaunches);
    refused = new HashMap<>(refused);
  }
}
