package io.servergroup.cost;

import io.servergroup.rollout.Forecast;
import io.servergroup.rollout.PlanMaker;
import io.servergroup.rollout.Polls;
import io.servergroup.rollout.RolloutInput;
import io.servergroup.rollout.Steps;
import io.servergroup.rollout.Survey;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rollout would use if every replacement came up healthy and nobody changed anything
 * meanwhile: its own functions, the reconcile function for the servers replaced, and the latter's
 * runs on the schedule that fall into it. What people answer is left out.
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
   */
  public static CostForecast of(
      RolloutInput input, Survey survey, Forecast forecast, Assumptions assumptions) {
    if (!forecast.starts()) {
      return new CostForecast(Usage.NONE, new TreeMap<>());
    }
    GroupShape shape =
        GroupShape.of(
            PlanMaker.plan(input, survey.situation()), survey.situation().health().group());
    Workload work = new Workload(assumptions);
    rollout(work, forecast, new FunctionCalls(shape));
    reconcile(work, forecast, new ReconcileCalls(shape, assumptions), assumptions.checkPeriod());
    return new CostForecast(work.usage(forecast.transitions()), work.callsByFunction());
  }

  private static void rollout(Workload work, Forecast forecast, FunctionCalls functions) {
    Steps steps = forecast.steps();
    work.add(functions.prepare(), 1);
    work.add(functions.acquireLock(), 1);
    work.add(functions.takeOverLock(), steps.handOvers());
    work.add(functions.nextBatch(), steps.looks());
    work.addTold(FunctionCalls.NEXT_BATCH, steps.told());
    work.add(functions.askPerson(), steps.questions());
    forecast
        .batches()
        .forEach(batch -> work.add(functions.replaceServers(batch.servers().size()), 1));
    Polls polls = steps.polls();
    work.add(functions.pollAway(), polls.away());
    work.add(functions.pollAwayClosely(), polls.awayClosely());
    work.add(functions.pollServing(), polls.serving());
    work.add(functions.pollWhole(), polls.whole());
    work.addTold(FunctionCalls.CHECK_SERVERS, polls.told());
    work.add(functions.releaseLock(), 1);
  }

  private static void reconcile(
      Workload work, Forecast forecast, ReconcileCalls calls, Duration checkPeriod) {
    int replaced = forecast.batches().stream().mapToInt(batch -> batch.servers().size()).sum();
    calls.replacement().forEach(run -> work.add(run, replaced));
    if (replaced > 0) {
      Duration batch = forecast.duration().dividedBy(forecast.batches().size());
      work.add(calls.check(batch), (int) forecast.duration().dividedBy(checkPeriod));
    }
  }
}
