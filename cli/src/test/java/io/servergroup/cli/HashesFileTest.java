package io.servergroup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.servergroup.simulator.sweep.FaultProfile;
import io.servergroup.simulator.sweep.RunRequest;
import io.servergroup.simulator.sweep.RunResult;
import io.servergroup.simulator.sweep.Sweep;
import io.servergroup.simulator.sweep.SweepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesFileTest {
  private static final Duration TOOK = Duration.ofMinutes(30);

  @TempDir private Path folder;

  @Test
  void aRunThatCameToNoEndHasALineWithoutAHashAndOneThatWasNotMadeHasNone() throws IOException {
    Path file = folder.resolve("hashes");

    HashesFile.write(file, report(List.of("aa", "", "cc", ""), 8));

    assertEquals(List.of("7 aa", "8 -", "9 cc"), Files.readAllLines(file));
  }

  @Test
  void whatIsInTheFileStaysUntilThereIsSomethingToWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("hashes"), "of yesterday\n");
    List<String> findings = new ArrayList<>();

    assertEquals(Optional.of(file), OutputFile.named(Expected.HASHES, file.toString(), findings));

    assertEquals(List.of(), findings);
    assertEquals(List.of("of yesterday"), Files.readAllLines(file));
  }

  private static SweepReport report(List<String> hashes, long failing) {
    return new SweepReport(
        new Sweep(7, hashes.size(), FaultProfile.HARSH, 1),
        3,
        3,
        3,
        3,
        new SweepReport.Durations(TOOK, TOOK, TOOK, TOOK),
        hashes,
        "hash",
        Map.of(),
        new TreeSet<>(),
        List.of(
            new RunResult(
                RunRequest.of(failing, FaultProfile.HARSH),
                "",
                1,
                0,
                TOOK,
                List.of(),
                List.of(),
                OptionalInt.empty(),
                List.of("it threw"),
                Map.of())));
  }
}
