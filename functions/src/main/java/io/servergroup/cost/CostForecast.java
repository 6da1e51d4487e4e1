package io.servergroup.cost;

import io.servergroup.rollout.BatchTime;
import io.servergroup.rollout.Forecast;
import io.servergroup.rollout.PlanMaker;
import io.servergroup.rollout.Polls;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Survey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rollout would use if every replacement came up healthy and nobody changed anything
 * meanwhile: its own functions, the reconcile function for the servers replaced, and the latter's
 * runs on the schedule that fall into it. What people ask and answer is left out.
 *
 * @param usage of everything together
 * @param callsByFunction what each function calls in all its invocations
 */
public record CostForecast(Usage usage, SortedMap<String, Calls> callsByFunction) {
  public CostForecast {
    callsByFunction = Collections.unmodifiableSortedMap(new TreeMap<>(callsByFunction));
  }

  /**
   * Foresees what a rollout uses; nothing for one that does not start.
   *
   * @param forecast of this input and survey
   * @param batch how long one batch takes
   */
  public static CostForecast of(
      RolloutInput input,
      Survey survey,
      Forecast forecast,
      BatchTime batch,
      Assumptions assumptions) {
    if (!forecast.starts()) {
      return new CostForecast(Usage.NONE, new TreeMap<>());
    }
    GroupShape shape =
        GroupShape.of(
            PlanMaker.plan(input, survey.situation()), survey.situation().health().group());
    Workload work = new Workload(assumptions);
    rollout(work, forecast, shape);
    reconcile(work, forecast, batch, new ReconcileCalls(shape, assumptions));
    return new CostForecast(work.usage(forecast.transitions()), work.callsByFunction());
  }

  private static void rollout(Workload work, Forecast forecast, GroupShape shape) {
    FunctionCalls functions = new FunctionCalls(shape);
    int handOvers = forecast.steps().handOvers();
    work.add(functions.prepare(), 1);
    work.add(functions.acquireLock(), 1);
    work.add(functions.takeOverLock(), handOvers);
    work.add(functions.nextBatch(), forecast.steps().looks());
    work.addTold(FunctionCalls.NEXT_BATCH, forecast.steps().waits() + handOvers);
    work.add(functions.askPerson(), forecast.steps().questions());
    for (Forecast.Batch batch : forecast.batches()) {
      work.add(functions.replaceServers(batch.servers().size()), 1);
      polls(work, forecast, functions, shape, batch.servers().size());
    }
    work.add(functions.releaseLock(), 1);
  }

  /**
   * Where servers have no numbers, others of the group tell that somebody is sent requests; of
   * several servers of a batch, one is sent requests before the others.
   */
  private static void polls(
      Workload work, Forecast forecast, FunctionCalls functions, GroupShape shape, int servers) {
    Polls polls = forecast.steps().polls();
    boolean alone = shape.numbered() && servers == 1;
    work.add(shape.numbered() ? functions.pollAway() : functions.pollWhole(), polls.away());
    work.add(
        shape.numbered() ? functions.pollAwayClosely() : functions.pollWhole(),
        polls.awayClosely());
    work.add(alone ? functions.pollServing() : functions.pollWhole(), polls.serving());
    work.add(functions.pollWhole(), polls.whole());
    work.addTold(FunctionCalls.CHECK_SERVERS, polls.told());
  }

  private static void reconcile(
      Workload work, Forecast forecast, BatchTime batch, ReconcileCalls calls) {
    int replaced =
        (int)
            forecast.batches().stream()
                .flatMap(each -> each.servers().stream())
                .filter(server -> !server.instanceId().isEmpty())
                .count();
    calls.replacement().forEach(run -> work.add(run, replaced));
    work.add(calls.check(batch.total()), work.checks(forecast.duration()));
  }
}
