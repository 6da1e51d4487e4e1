package io.servergroup.health;

import java.time.Duration;

/**
 * What a rollout asks of a healthy server beyond being in service.
 *
 * @param withSlots whether the servers of this server group have identities
 * @param withVolumes whether any of these identities has volumes; a volume that comes later is
 *     attached by the next launch of its server, which does not go on before
 * @param minUptime how long an instance must have been up; zero when that does not matter
 */
public record GateRules(boolean withSlots, boolean withVolumes, Duration minUptime) {
  /** For servers with identities that count as healthy as soon as they serve. */
  public static final GateRules WITH_SLOTS = new GateRules(true, true, Duration.ZERO);

  /** For servers without identities that count as healthy as soon as they serve. */
  public static final GateRules WITHOUT_SLOTS = new GateRules(false, false, Duration.ZERO);
}
