package io.servergroup.stack;

import io.servergroup.health.GroupHealth;
import io.servergroup.health.SampleGroup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request for link 1 of 6, for a cluster of three healthy servers, to change in one thing. */
final class Asked implements RolloutReadings {
  private final Map<String, Object> now = new LinkedHashMap<>();
  private final Map<String, Object> before = new LinkedHashMap<>();
  private final Map<String, RolloutRun> runs = new LinkedHashMap<>();
  private final String kind;
  private String stackStatus = "UPDATE_IN_PROGRESS";
  private Optional<SampleGroup> group = Optional.empty();
  private Optional<Optional<String>> holder = Optional.empty();
  private boolean changed = true;
  private RolloutStep.Known known = RolloutStep.Known.NOTHING;
  private Duration elapsed = Duration.ofMinutes(1);

  private Asked(String kind) {
    this.kind = kind;
    for (Map<String, Object> properties : List.of(now, before)) {
      properties.put("ServerGroup", "web");
      properties.put("LaunchTemplateVersion", "1");
      properties.put("ClusterSize", "3");
      properties.put("WaitForCapacityTimeoutMinutes", "10");
      properties.put("Link", "1");
      properties.put("Links", "6");
    }
  }

  static Asked toCreate() {
    return new Asked("Create");
  }

  static Asked toUpdate() {
    return new Asked("Update");
  }

  Asked with(String property, String value) {
    now.put(property, value);
    return this;
  }

  Asked before(String property, String value) {
    before.put(property, value);
    return this;
  }

  Asked link(int link) {
    return with("Link", String.valueOf(link));
  }

  Asked rollingBack() {
    stackStatus = "UPDATE_ROLLBACK_IN_PROGRESS";
    return this;
  }

  Asked after(Duration time) {
    elapsed = time;
    return this;
  }

  Asked knowing(RolloutStep.Known found) {
    known = found;
    return this;
  }

  Asked sees(SampleGroup servers) {
    group = Optional.of(servers);
    return this;
  }

  /** Every server that stays runs what its group would launch. */
  Asked unchanged() {
    changed = false;
    return this;
  }

  /** Nobody holds the lock. */
  Asked unlocked() {
    holder = Optional.of(Optional.empty());
    return this;
  }

  Asked lockedBy(String execution) {
    holder = Optional.of(Optional.of(execution));
    return this;
  }

  Asked run(String execution, RolloutRun run) {
    runs.put(execution, run);
    return this;
  }

  ResourceRequest request() {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("RequestType", kind);
    event.put("RequestId", "r-1");
    event.put("StackId", "stack");
    event.put("LogicalResourceId", "Rollout");
    event.put("ResourceProperties", now);
    if (kind.equals("Update")) {
      event.put("OldResourceProperties", before);
    }
    return ResourceRequest.withoutAddress(event);
  }

  RolloutPropertiesReader.Result properties() {
    return RolloutPropertiesReader.read(
        request(),
        text -> text.equals("{}") ? Optional.of(Map.of()) : Optional.of(Map.of("alarms", text)));
  }

  RolloutStep next() {
    return steps().next(known);
  }

  /** What is done when this could not be read. */
  Optional<RolloutStep> unreadable(String detail) {
    return steps().unreadable(known, detail);
  }

  private RolloutSteps steps() {
    if (!(properties() instanceof RolloutPropertiesReader.Result.Valid valid)) {
      throw new AssertionError(properties().toString());
    }
    RolloutProperties read = valid.properties();
    LinkTime time = new LinkTime(read.link(), read.links(), elapsed);
    return new RolloutSteps(request(), read, time, stackStatus, this);
  }

  StackDecision decision() {
    return next().decision();
  }

  @Override
  public GroupHealth health() {
    return group.orElseThrow(() -> new AssertionError("health is not to be read")).health();
  }

  @Override
  public Optional<String> runningRollout() {
    return holder.orElseThrow(() -> new AssertionError("the lock is not to be read"));
  }

  @Override
  public boolean hasChanged(int servers) {
    return changed;
  }

  @Override
  public RolloutRun run(String execution) {
    if (!runs.containsKey(execution)) {
      throw new AssertionError("the execution " + execution + " is not to be read");
    }
    return runs.get(execution);
  }
}
