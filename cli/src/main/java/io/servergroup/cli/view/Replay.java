package io.servergroup.cli.view;

import io.servergroup.simulator.rehearsal.RehearsalOptions;
import java.util.Locale;

/** The command line that runs the same rehearsal again. */
public final class Replay {
  private Replay() {}

  /**
   * Every option that decides the course of the rehearsal, spelled out so that a later change of a
   * default changes nothing.
   *
   * @param launcher how the command was called, for example {@code ./rollout}
   */
  public static String command(String launcher, RehearsalOptions options) {
    StringBuilder command = new StringBuilder(quoted(launcher)).append(" rehearse");
    command.append(" --servers ").append(options.servers());
    command.append(" --batch-size ").append(options.batchSize());
    command.append(" --elb ").append(elb(options.loadBalancers()));
    options
        .bootFailureAt()
        .ifPresent(server -> command.append(" --boot-failure-at ").append(server));
    return command.append(" --seed ").append(options.seed()).toString();
  }

  /** How {@code --elb} spells a kind of load balancer. */
  public static String elb(RehearsalOptions.LoadBalancerKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A path a shell would split or expand goes between quotes. */
  private static String quoted(String path) {
    return path.matches("[\\w./~+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
