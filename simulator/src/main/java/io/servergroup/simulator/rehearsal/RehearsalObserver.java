package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.kernel.TraceEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Follows a rehearsal while it runs; called on the thread that runs it. */
public interface RehearsalObserver {
  /** Sees nothing. */
  RehearsalObserver NONE =
      new RehearsalObserver() {
        @Override
        public void happened(Duration since, OptionalInt server, TraceEntry entry) {}

        @Override
        public void batchBegan(Duration since, int batch, List<Integer> servers) {}

        @Override
        public void progressed(Duration since, Supplier<Progress> picture) {}
      };

  /**
   * Something happened: one line of the trace.
   *
   * @param since virtual time since the rollout was started
   * @param server the server it happened to; empty when it concerns none, or several
   */
  void happened(Duration since, OptionalInt server, TraceEntry entry);

  /**
   * A batch begins.
   *
   * @param batch its number, from 1
   * @param servers the indexes of the servers it replaces
   */
  void batchBegan(Duration since, int batch, List<Integer> servers);

  /**
   * The execution of a batch came to its end.
   *
   * @param batch its number, from 1; batches given back untouched are not counted, and the next one
   *     has the same number
   * @param status what became of it: REPLACED, GIVEN_BACK, or how its execution ended
   */
  default void batchEnded(Duration since, int batch, String status) {}

  /**
   * A function decided something.
   *
   * @param decision its name, such as BATCH or WAIT
   * @param fields what it rests on, as the functions log it
   */
  default void decided(Duration since, String decision, Map<String, ?> fields) {}

  /** The last rollout ended; what follows is the cluster healing and coming to rest. */
  default void rolloutEnded(Duration since) {}

  /**
   * The picture as a whole changed.
   *
   * @param picture draws it as it is now; only worth its cost when somebody looks at it
   */
  void progressed(Duration since, Supplier<Progress> picture);

  /**
   * The picture at one moment.
   *
   * @param since virtual time since the rollout was started
   * @param phase what the rollout is doing, in words
   * @param batch the number of the current batch, from 1; 0 before the first
   * @param healthy how many servers are healthy on any version
   * @param floor the number of healthy servers the rollout must not go below
   * @param servers ordered by index
   */
  record Progress(
      Duration since, String phase, int batch, int healthy, int floor, List<ServerState> servers) {
    /** How many servers the rollout is about. */
    public int concerned() {
      return (int) servers.stream().filter(ServerState::concerned).count();
    }

    /** How many of those are healthy on the new version. */
    public int current() {
      return (int)
          servers.stream()
              .filter(server -> server.concerned() && server.current() && server.healthy())
              .count();
    }
  }

  /**
   * One server at one moment.
   *
   * @param instance its newest instance, or empty text
   * @param state the life cycle state of that instance, or nothing when there is no instance
   * @param balancers by the names of its load balancers, what each considers it to be
   * @param health in one word, or what it lacks
   * @param address the private address of its slot
   * @param holder the instance that holds its slot now, or empty text
   * @param concerned whether the rollout is about this server, rather than about others only
   * @param current whether the instance runs the new version
   * @param healthy whether the server is healthy
   * @param inBatch whether the current batch replaces it
   */
  record ServerState(
      int server,
      String zone,
      String instance,
      String state,
      Map<String, String> balancers,
      String health,
      String address,
      String holder,
      boolean concerned,
      boolean current,
      boolean healthy,
      boolean inBatch) {}
}
