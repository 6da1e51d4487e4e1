package io.servergroup.cli.rehearsed;

import io.servergroup.simulator.kernel.TraceEntry;
import io.servergroup.simulator.rehearsal.RehearsalObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Several observers of one rehearsal.
 *
 * @param observers told in this order
 */
public record Together(List<RehearsalObserver> observers) implements RehearsalObserver {
  public Together {
    observers = List.copyOf(observers);
  }

  @Override
  public void happened(Duration since, OptionalInt server, TraceEntry entry) {
    observers.forEach(each -> each.happened(since, server, entry));
  }

  @Override
  public void batchBegan(Duration since, int batch, List<Integer> servers) {
    observers.forEach(each -> each.batchBegan(since, batch, servers));
  }

  @Override
  public void batchEnded(Duration since, int batch, String status) {
    observers.forEach(each -> each.batchEnded(since, batch, status));
  }

  @Override
  public void decided(Duration since, String decision, Map<String, ?> fields) {
    observers.forEach(each -> each.decided(since, decision, fields));
  }

  @Override
  public void rolloutEnded(Duration since) {
    observers.forEach(each -> each.rolloutEnded(since));
  }

  @Override
  public void progressed(Duration since, Supplier<Progress> picture) {
    observers.forEach(each -> each.progressed(since, picture));
  }
}
