package io.servergroup.aws;

import io.servergroup.group.AutoScalingGroup;
import io.servergroup.group.ServerGroup;
import io.servergroup.group.SlotFinding;
import io.servergroup.group.TagKeys;
import io.servergroup.group.WarmPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A server group, or some Auto Scaling groups of it, read piece by piece: the groups at once,
 * network interfaces and volumes when somebody asks for them, and each of them again at any time.
 */
public final class GroupReading {
  private final GroupReader reader;
  private final String name;
  private Set<String> parts;
  private Groups groups;
  private Optional<List<InterfaceRecord>> interfaces = Optional.empty();
  private Optional<List<VolumeRecord>> volumes = Optional.empty();
  private Optional<ServerGroup> snapshot = Optional.empty();

  /**
   * What Auto Scaling said at one time.
   *
   * @param strangers groups that were asked for and belong to another server group
   */
  record Groups(
      Instant readAt,
      GroupRecords records,
      List<WarmPool> warmPools,
      List<SlotFinding> strangers) {}

  /**
   * @param parts the names of the groups to read; the whole server group when empty
   */
  GroupReading(GroupReader reader, String name, Set<String> parts, Groups groups) {
    this.reader = reader;
    this.name = name;
    this.parts = inOrder(parts);
    this.groups = groups;
  }

  /** Reads the groups of a whole server group, and parts of its slots at the same time. */
  static GroupReading whole(GroupReader reader, String name, Set<SlotPart> with) {
    Instant readAt = reader.now();
    Round round = new Round(reader.together());
    Supplier<Groups> groups = round.ask(() -> reader.groups(readAt, name, Set.of()));
    List<Supplier<Consumer<GroupReading>>> slots =
        with.stream()
            .sorted()
            .map(part -> round.ask(() -> asked(reader.slots(), name, List.of(), part)))
            .toList();
    round.make();
    GroupReading reading = new GroupReading(reader, name, Set.of(), groups.get());
    slots.forEach(answer -> answer.get().accept(reading));
    return reading;
  }

  /** Whether it is about this server and no other. */
  boolean isOnly(SlotHint hint) {
    return !isWhole() && name.equals(hint.serverGroup()) && indexes().equals(List.of(hint.index()));
  }

  /** Keeps what was said of the slots of one server before its group was known. */
  void take(List<InterfaceRecord> itsInterfaces, List<VolumeRecord> itsVolumes) {
    interfaces = Optional.of(itsInterfaces);
    volumes = Optional.of(itsVolumes);
    snapshot = Optional.empty();
  }

  /** The name of the server group. */
  public String name() {
    return name;
  }

  /** When Auto Scaling was asked last. */
  public Instant readAt() {
    return groups.readAt();
  }

  /** Whether it is the whole server group. */
  public boolean isWhole() {
    return parts.isEmpty();
  }

  /** Whether the network interfaces have been read. */
  public boolean hasInterfaces() {
    return interfaces.isPresent();
  }

  /** Whether the volumes have been read. */
  public boolean hasVolumes() {
    return volumes.isPresent();
  }

  /** Reads the groups again; what was read of slots is forgotten. */
  public void readGroups() {
    groups = reader.groups(name, parts);
    snapshot = Optional.empty();
    interfaces = Optional.empty();
    volumes = Optional.empty();
  }

  /**
   * From now on reads only these Auto Scaling groups and the slots of their servers; what was read
   * of them stays.
   *
   * @param autoScalingGroups the names of groups of one server each
   */
  public void narrow(Set<String> autoScalingGroups) {
    parts = inOrder(autoScalingGroups);
    groups =
        new Groups(
            groups.readAt(),
            groups.records().only(parts),
            groups.warmPools().stream()
                .filter(pool -> parts.contains(pool.autoScalingGroupName()))
                .toList(),
            groups.strangers());
    Set<String> indexes =
        indexes().stream().map(index -> Integer.toString(index)).collect(Collectors.toSet());
    interfaces =
        interfaces.map(read -> read.stream().filter(eni -> isOf(indexes, eni.tags())).toList());
    volumes =
        volumes.map(read -> read.stream().filter(volume -> isOf(indexes, volume.tags())).toList());
    snapshot = Optional.empty();
  }

  /** Requests list them in this order, whichever order the set has in this JVM. */
  private static Set<String> inOrder(Set<String> names) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  private static boolean isOf(Set<String> indexes, TagValues tags) {
    return tags.raw(TagKeys.INDEX).filter(indexes::contains).isPresent();
  }

  /** From now on reads the whole server group. */
  public void readWhole() {
    parts = Set.of();
    readGroups();
  }

  /** Reads parts of the slots at the same time, again if they have been read before. */
  public void read(Set<SlotPart> wanted) {
    reader.together().each(wanted.stream().sorted().toList(), this::ask).forEach(Runnable::run);
  }

  /**
   * Asks for a part of the slots, on any thread, while nobody reads the groups.
   *
   * @return takes the answer; to be run by whoever this reading belongs to
   */
  public Runnable ask(SlotPart part) {
    Consumer<GroupReading> answer = asked(reader.slots(), name, indexes(), part);
    return () -> answer.accept(this);
  }

  private static Consumer<GroupReading> asked(
      SlotReader slots, String name, List<Integer> indexes, SlotPart part) {
    return switch (part) {
      case INTERFACES -> {
        List<InterfaceRecord> read = slots.interfaces(name, indexes);
        yield reading -> {
          reading.interfaces = Optional.of(read);
          reading.snapshot = Optional.empty();
        };
      }
      case VOLUMES -> {
        List<VolumeRecord> read = slots.volumes(name, indexes);
        yield reading -> {
          reading.volumes = Optional.of(read);
          reading.snapshot = Optional.empty();
        };
      }
    };
  }

  /** What is known now; without slots as long as no network interfaces have been read. */
  public ServerGroup snapshot() {
    if (snapshot.isEmpty()) {
      snapshot = Optional.of(assembled());
    }
    return snapshot.get();
  }

  private ServerGroup assembled() {
    List<SlotFinding> findings = new ArrayList<>(groups.strangers());
    findings.addAll(groups.records().findings());
    SlotRecords slots =
        interfaces
            .map(read -> SlotRecords.of(read, volumes.orElse(List.of())))
            .orElse(new SlotRecords(List.of(), List.of()));
    findings.addAll(slots.findings());
    return new ServerGroup(
        name,
        groups.readAt(),
        groups.records().groups(),
        slots.slots(),
        groups.warmPools(),
        findings);
  }

  /** Servers with an index have a slot of their own; all others choose among all slots. */
  private List<Integer> indexes() {
    List<AutoScalingGroup> read = groups.records().groups();
    return isWhole() || read.stream().anyMatch(group -> group.index().isEmpty())
        ? List.of()
        : read.stream().map(group -> group.index().getAsInt()).distinct().toList();
  }
}
