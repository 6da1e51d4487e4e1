import io.servergroup.simulator.kernel.OnVirtualThread;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.rehearsal.Pace;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import io.servergroup.simulator.rehearsal.RehearsalOptions;
import io.servergroup.simulator.rehearsal.SimulatedRehearsal;
import io.servergroup.simulator.rehearsal.Stage;
import java.time.Duration;
import java.util.OptionalInt;

/** Rehearsals one after the other in one JVM, of as many servers as each argument says. */
final class Warm {
  private static final int CHECKS = 100;

  private Warm() {}

  public static void main(String[] arguments) {
    if (arguments[0].equals("--checks")) {
      for (int i = 1; i < arguments.length; i++) {
        checks(options(arguments[i]));
      }
      return;
    }
    for (String servers : arguments) {
      long begin = System.nanoTime();
      boolean good = new SimulatedRehearsal().run(options(servers), RehearsalObserver.NONE).good();
      System.out.printf(
          "%s servers: %.1f s%s%n", servers, since(begin) / 1e9, good ? "" : ", and it went wrong");
    }
  }

  private static RehearsalOptions options(String servers) {
    return new RehearsalOptions(
        Integer.parseInt(servers),
        "1",
        7,
        RehearsalOptions.LoadBalancerKind.BOTH,
        OptionalInt.empty());
  }

  /** Nothing happens in the cluster but the checks of it, which come every five minutes. */
  private static void checks(RehearsalOptions options) {
    OnVirtualThread.call(
        "checks",
        () -> {
          Stage stage = new Stage(new Simulation(7), Pace.usual(), options);
          stage.awaitHealthy(Duration.ofHours(2));
          for (int round = 0; round < 10; round++) {
            long begin = System.nanoTime();
            stage.runUntil(() -> false, Duration.ofMinutes(5L * CHECKS));
            System.out.printf(
                "%d servers: %.2f ms a check%n", options.servers(), since(begin) / 1e6 / CHECKS);
          }
          return true;
        });
  }

  private static long since(long begin) {
    return System.nanoTime() - begin;
  }
}
