package io.servergroup.checker.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.checker.check.Check;
import io.servergroup.checker.check.HostPort;
import io.servergroup.checker.check.Outcome;
import io.servergroup.checker.check.Scope;
import io.servergroup.checker.check.Target;
import io.servergroup.checker.probe.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final AtomicLong clock = new AtomicLong(1);
  private final AtomicBoolean draining = new AtomicBoolean();
  private final Map<Check, Probe> probes = new LinkedHashMap<>();
  private final List<String> log = new ArrayList<>();
  private final Changes changes = new Changes((level, text) -> log.add(level + " " + text));

  @Test
  void fiftyRequestsAtOnceRunACheckOnce() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    Semaphore go = new Semaphore(0);
    add(
        "tool",
        Scope.LIVE,
        LONG,
        () -> {
          runs.incrementAndGet();
          go.acquire();
          return Outcome.healthy("fine");
        });
    Answers answers = answers(LONG, Duration.ofSeconds(1), Scope.LIVE);
    CountDownLatch asked = new CountDownLatch(50);
    ConcurrentLinkedQueue<Report> reports = new ConcurrentLinkedQueue<>();
    List<Thread> requests = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      requests.add(
          Thread.startVirtualThread(
              () -> {
                asked.countDown();
                reports.add(of(answers, Scope.LIVE));
              }));
    }
    asked.await();
    go.release(50);
    for (Thread request : requests) {
      request.join();
    }

    assertEquals(1, runs.get());
    assertEquals(50, reports.stream().filter(Report::healthy).count());
  }

  @Test
  void aResultIsUsedAgainUntilItIsAsOldAsTheCacheAllows() {
    AtomicInteger runs = new AtomicInteger();
    add("tool", Scope.LIVE, LONG, () -> Outcome.healthy("run " + runs.incrementAndGet()));
    Answers answers = answers(LONG, Duration.ofSeconds(1), Scope.LIVE);

    of(answers, Scope.LIVE);
    clock.addAndGet(Duration.ofMillis(999).toNanos());
    Report again = of(answers, Scope.READY);
    assertEquals("run 1", message(again, "tool"));
    assertEquals(Duration.ofMillis(999), again.checks().getFirst().age());
    clock.addAndGet(Duration.ofMillis(1).toNanos());
    assertEquals("run 2", message(of(answers, Scope.LIVE), "tool"));
  }

  @Test
  void whenKafkaIsAwayServersAreNotReadyButAlive() {
    add("connect", Scope.LIVE, LONG, () -> Outcome.healthy("status 200"));
    add(
        "kafka",
        Scope.READY,
        LONG,
        () -> {
          throw new IOException("connection refused");
        });
    Answers answers = answers(LONG, Duration.ZERO, Scope.LIVE);

    assertTrue(of(answers, Scope.LIVE).healthy());
    assertEquals(1, of(answers, Scope.LIVE).checks().size());
    Report ready = of(answers, Scope.READY);
    assertFalse(ready.healthy());
    assertEquals("status 200", message(ready, "connect"));
    assertEquals("connection refused", message(ready, "kafka"));
  }

  @Test
  void aFrozenToolFailsAtItsOwnLimitAndTheOthersKeepTheirResult() {
    add("frozen", Scope.LIVE, SHORT, AnswersTest::never);
    add("other", Scope.LIVE, LONG, () -> Outcome.healthy("fine"));

    Report report = of(answers(LONG, Duration.ZERO, Scope.LIVE), Scope.LIVE);

    assertFalse(report.healthy());
    assertEquals("not done within its limit of 20ms", message(report, "frozen"));
    assertEquals("fine", message(report, "other"));
  }

  @Test
  void whatAFrozenCheckHeldIsLetGo() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    add(
        "frozen",
        Scope.LIVE,
        SHORT,
        () -> {
          try {
            return never();
          } finally {
            interrupted.countDown();
          }
        });

    of(answers(LONG, Duration.ZERO, Scope.LIVE), Scope.LIVE);

    interrupted.await();
  }

  @Test
  void anAnswerIsDueWhateverTheChecksDo() {
    add("slow", Scope.LIVE, LONG, AnswersTest::never);
    Answers answers =
        new Answers(
            probes,
            SHORT,
            Duration.ZERO,
            System::nanoTime,
            draining::get,
            Scope.LIVE,
            result -> {});

    Report report = of(answers, Scope.LIVE);

    assertEquals("not done within the limit of an answer, 20ms", message(report, "slow"));
    stop(answers);
  }

  @Test
  void aCheckThatBreaksIsNotHealthy() {
    add(
        "broken",
        Scope.LIVE,
        LONG,
        () -> {
          throw new IllegalStateException("oops");
        });

    Report report = of(answers(LONG, Duration.ZERO, Scope.LIVE), Scope.LIVE);

    assertFalse(report.healthy());
    assertTrue(message(report, "broken").contains("oops"), message(report, "broken"));
  }

  @Test
  void aServerThatDrainsIsNotHealthyAndRunsNoCheck() {
    AtomicInteger runs = new AtomicInteger();
    add("tool", Scope.LIVE, LONG, () -> Outcome.healthy("run " + runs.incrementAndGet()));
    Answers answers = answers(LONG, Duration.ZERO, Scope.LIVE);

    draining.set(true);
    assertEquals(Report.Status.DRAINING, of(answers, Scope.LIVE).status());
    assertEquals(Report.Status.DRAINING, of(answers, Scope.READY).status());
    assertEquals(0, runs.get());
    draining.set(false);
    assertTrue(of(answers, Scope.READY).healthy());
  }

  @Test
  void aDrainThatIsForReadyAloneLeavesTheGroupItsServer() {
    add("tool", Scope.LIVE, LONG, () -> Outcome.healthy("fine"));
    Answers answers = answers(LONG, Duration.ZERO, Scope.READY);
    draining.set(true);

    assertTrue(of(answers, Scope.LIVE).healthy());
    assertEquals(Report.Status.DRAINING, of(answers, Scope.READY).status());
  }

  @Test
  void theLogHasALineForEachChangeAndNoneForARequest() {
    AtomicBoolean up = new AtomicBoolean(true);
    add(
        "tool",
        Scope.LIVE,
        LONG,
        () -> up.get() ? Outcome.healthy("status 200") : Outcome.unhealthy("status 500"));
    Answers answers = answers(LONG, Duration.ZERO, Scope.LIVE);

    of(answers, Scope.LIVE);
    of(answers, Scope.LIVE);
    up.set(false);
    of(answers, Scope.LIVE);
    clock.addAndGet(Duration.ofSeconds(90).toNanos());
    of(answers, Scope.LIVE);
    up.set(true);
    of(answers, Scope.LIVE);

    assertEquals(
        List.of(
            "INFO check tool passes: status 200",
            "WARNING check tool fails, which it did not for 0 s: status 500",
            "INFO check tool passes, which it did not for 90 s: status 200"),
        log);
  }

  @Test
  void aBodyIsJsonWhateverAMessageHolds() throws Exception {
    add("tool", Scope.LIVE, LONG, () -> Outcome.unhealthy("say \"no\" \\ \u0007\ud83d\ude00"));

    String body = ReportText.json(of(answers(LONG, Duration.ZERO, Scope.LIVE), Scope.LIVE));

    Object read = io.servergroup.checker.json.JsonReader.read(body);
    assertTrue(
        io.servergroup.checker.json.JsonCondition.of("/checks/0/message exists")
            .orElseThrow()
            .violation(read)
            .isEmpty());
    assertTrue(read.toString().contains("message=say \"no\" \\ \u0007\ud83d\ude00}"), body);
  }

  private static Outcome never() throws InterruptedException {
    new CountDownLatch(1).await();
    throw new IllegalStateException();
  }

  private void add(String name, Scope scope, Duration limit, Probe probe) {
    Target target = new Target.Tcp(List.of(new HostPort("localhost", 1)));
    probes.put(new Check(name, scope, limit, target), probe);
  }

  private Answers answers(Duration total, Duration cache, Scope drained) {
    return new Answers(probes, total, cache, clock::get, draining::get, drained, changes::ended);
  }

  private static Report of(Answers answers, Scope endpoint) {
    try {
      return answers.of(endpoint);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(Answers answers) {
    try {
      answers.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String message(Report report, String check) {
    return report.checks().stream()
        .filter(line -> line.result().check().name().equals(check))
        .map(line -> line.result().outcome().message())
        .findFirst()
        .orElseThrow();
  }
}
