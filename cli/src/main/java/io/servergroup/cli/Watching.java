package io.servergroup.cli;

import io.servergroup.aws.Executions.Progress;
import io.servergroup.aws.Executions;
import io.servergroup.aws.RolloutLock;
import io.servergroup.aws.UnreadableException;
import io.servergroup.cli.Accounts.Account;
import io.servergroup.cli.terminal.Interrupt;
import io.servergroup.cli.terminal.NewsView;
import io.servergroup.cli.terminal.PictureView;
import io.servergroup.cli.terminal.Surroundings;
import io.servergroup.cli.terminal.TerminalSize;
import io.servergroup.cli.terminal.WatchView;
import io.servergroup.cli.view.Line;
import io.servergroup.cli.view.RolloutStatus;
import io.servergroup.cli.view.Told;
import io.servergroup.cli.view.WatchEnd;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Looks at a rollout again and again until it has ended, or nobody wants to see it any more. */
final class Watching {
  private static final String ACTIONS = "dynamodb:GetItem, states:DescribeExecution";

  private static final String SERVER_ACTIONS =
      "autoscaling:Describe*, ec2:Describe*, elasticloadbalancing:Describe*, route53:ListResourceRecordSets";

  /** Ctrl-C is seen so soon. */
  private static final Duration BLINK = Duration.ofMillis(200);

  /** So many looks may not find an execution that was just started. */
  private static final int UNSEEN = 3;

  /** So many looks in a row may fail: AWS may be busy, and the network away for a moment. */
  private static final int MOST_FAILED = 5;

  private final Account account;
  private final String group;
  private final WatchArguments how;
  private final Surroundings surroundings;
  private final String table;
  private final RolloutLock lock;
  private final Executions executions;
  private final Map<String, Beginning> beginnings = new HashMap<>();
  private final Set<String> chain = new HashSet<>();
  private Optional<String> followed = Optional.empty();
  private boolean seen;
  private int unseen;
  private int failed;

  /**
   * How an execution began.
   *
   * @param goal what it was started for
   */
  private record Beginning(Instant at, RolloutGoal goal) {}

  Watching(
      Account account, String group, String table, WatchArguments how, Surroundings surroundings) {
    this.account = account;
    this.group = group;
    this.how = how;
    this.surroundings = surroundings;
    this.table = table;
    this.lock = new RolloutLock(account.clients(), table);
    this.executions = new Executions(account.clients());
  }

  /**
   * Follows a rollout.
   *
   * @param started the execution that was just started, which may not have the lock yet; empty for
   *     whichever runs
   * @return the exit code
   */
  int follow(Optional<String> started) {
    try (Interrupt interrupt = surroundings.interrupts().get();
        WatchView view = view()) {
      followed = started;
      while (!interrupt.asked()) {
        Optional<WatchEnd> end = look(view, interrupt);
        if (end.isPresent()) {
          view.finish();
          return tell(end.get());
        }
        pause(interrupt);
      }
      view.leave();
      // Standard output is for programs alone when they read it.
      sayThatItGoesOn(how.json() ? surroundings.err() : surroundings.out());
      return ExitCode.INTERRUPTED;
    }
  }

  /** Looks once more; the first look, which shows whether one may look at all, has to succeed. */
  private Optional<WatchEnd> look(WatchView view, Interrupt interrupt) {
    try {
      Optional<WatchEnd> end = unlessAsked(interrupt, () -> step(view));
      seen = true;
      failed = 0;
      return end;
    } catch (UnreadableException e) {
      if (!seen || ++failed >= MOST_FAILED) {
        if (seen || followed.isPresent()) {
          view.leave();
          sayThatItGoesOn(surroundings.err());
        }
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Whoever presses Ctrl-C does not wait for AWS: what is under way is left to itself then. */
  private static Optional<WatchEnd> unlessAsked(
      Interrupt interrupt, Callable<Optional<WatchEnd>> step) {
    FutureTask<Optional<WatchEnd>> looked = new FutureTask<>(step);
    Thread.ofVirtual().start(looked);
    while (true) {
      try {
        return looked.get(BLINK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (interrupt.asked()) {
          return Optional.empty();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException("a look failed", e);
      }
    }
  }

  private Optional<WatchEnd> step(WatchView view) {
    RolloutStatus status = UnreadableException.reading(ACTIONS, this::status);
    followed = followed.or(status::running);
    if (followed.isEmpty()) {
      return Optional.of(WatchEnd.nothing(status));
    }
    chain.add(followed.get());
    if (status.running().equals(followed)) {
      view.show(status);
      return Optional.empty();
    }
    // It has no lock yet or none any more, and somebody else may have it.
    Optional<Progress> progress = progress(followed.get());
    Optional<String> successor = progress.flatMap(HandOver::successor);
    boolean ended =
        progress.map(told -> !told.running()).orElse(++unseen >= UNSEEN) && successor.isEmpty();
    if (ended) {
      return Optional.of(WatchEnd.of(status, chain, progress));
    }
    followed = successor.isPresent() ? successor : followed;
    return Optional.empty();
  }

  private void sayThatItGoesOn(PrintWriter to) {
    WatchEnd.left(group, surroundings.launcher(), width())
        .forEach(line -> to.println(line.render(surroundings.colour())));
    // The process ends as soon as the interrupt is closed, whatever is buffered.
    to.flush();
  }

  private WatchView view() {
    if (how.json() || how.plain() || !surroundings.live()) {
      return new NewsView(surroundings, account.clock(), how.json());
    }
    ServersReader servers = new ServersReader(account, group, table);
    return new PictureView(
        surroundings,
        (told, execution) ->
            UnreadableException.reading(SERVER_ACTIONS, () -> picture(servers, told, execution)));
  }

  private RehearsalObserver.Progress picture(ServersReader servers, Told told, String execution) {
    Beginning beginning = beginnings.computeIfAbsent(execution, this::beginning);
    Duration age = Duration.between(beginning.at(), account.clock().instant());
    return servers.read(told, beginning.goal(), age);
  }

  private Beginning beginning(String execution) {
    DescribeExecutionResponse described =
        account
            .clients()
            .stepFunctions()
            .describeExecution(request -> request.executionArn(execution));
    return new Beginning(
        described.startDate(), RolloutGoal.of(described.input(), described.startDate()));
  }

  private RolloutStatus status() {
    RolloutLock.Status status = lock.status(group);
    return new RolloutStatus(group, status.state().holder().filter(executions::isRunning), status);
  }

  private Optional<Progress> progress(String execution) {
    return UnreadableException.reading(ACTIONS, () -> executions.progress(execution));
  }

  private void pause(Interrupt interrupt) {
    Duration left = how.interval();
    while (left.isPositive() && !interrupt.asked()) {
      Duration part = left.compareTo(BLINK) < 0 ? left : BLINK;
      surroundings.time().sleep(part);
      left = left.minus(part);
    }
  }

  private int width() {
    return (surroundings.live() ? surroundings.size().get() : TerminalSize.USUAL).columns();
  }

  private int tell(WatchEnd end) {
    if (how.json()) {
      surroundings.out().println(end.json());
    } else {
      for (Line line : end.lines(surroundings.launcher(), width())) {
        surroundings.out().println(line.render(surroundings.colour()));
      }
    }
    return end.good() ? ExitCode.GOOD : ExitCode.BAD;
  }
}
