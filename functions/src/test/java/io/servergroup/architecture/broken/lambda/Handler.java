package io.servergroup.architecture.broken.lambda;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A handler that helps itself to everything a wiring should supply. */
public final class Handler {
  List<Object> help() throws InterruptedException {
    Thread.sleep(1);
    System.out.println();
    return List.of(
        Instant.now(),
        Clock.systemUTC(),
        InstantSource.system(),
        System.getenv(),
        Math.random(),
        UUID.randomUUID(),
        new Random());
  }
}
