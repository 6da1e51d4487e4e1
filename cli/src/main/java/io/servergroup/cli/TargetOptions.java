package io.servergroup.cli;

import io.servergroup.cli.view.InputOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What only a real rollout is asked for; null where nothing was. */
final class TargetOptions {
  @Option(
      names = "--to-version",
      paramLabel = "VERSION",
      description =
          "The launch template version to roll to: a number, $Latest or $Default. Default: what each"
              + " group names.")
  private String toVersion;

  @Option(
      names = "--alarm",
      paramLabel = "NAME",
      description = "A CloudWatch alarm that has to be quiet. Can be given several times.")
  private List<String> alarms = new ArrayList<>();

  /** What was given, by the names of the input's fields. */
  Map<String, Object> input() {
    Map<String, Object> input = new LinkedHashMap<>();
    if (toVersion != null) {
      input.put(InputOption.TO_VERSION.key(), toVersion);
    }
    if (!alarms.isEmpty()) {
      input.put(InputOption.ALARM.key(), List.copyOf(alarms));
    }
    return input;
  }
}
