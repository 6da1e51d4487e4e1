package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.kernel.Timer;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The warm pool of a group: instances launched in advance. They are no members of the group that
 * DescribeAutoScalingGroups lists; DescribeWarmPool lists them.
 */
public final class WarmPool {
  /**
   * What a warm pool is asked to be.
   *
   * @param prepared how many instances group and pool have together at most; null for the maximum
   *     size of the group
   * @param min the least number of instances in the pool
   * @param state how it keeps them
   * @param reuse whether the instances a scale-in takes out of service come back to the pool; null
   *     when no policy says so
   */
  record Settings(Integer prepared, int min, PoolState state, Boolean reuse) {}

  private final Group group;
  private final NavigableMap<Long, Member> members = new TreeMap<>();
  private Settings settings;
  private boolean deleting;
  private Timer next;

  WarmPool(Group group, Settings settings) {
    this.group = group;
    this.settings = settings;
  }

  /** In order of their launch, those terminating included. */
  public Collection<Member> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  /** How many of its instances are ready, or will be. */
  public int size() {
    return (int) members.values().stream().filter(member -> !member.state().terminating()).count();
  }

  /** Whether it goes away with its last instance. */
  public boolean deleting() {
    return deleting;
  }

  Settings settings() {
    return settings;
  }

  void setSettings(Settings settings) {
    this.settings = settings;
    group.touch();
  }

  void setDeleting() {
    deleting = true;
    setNext(null);
    group.touch();
  }

  boolean reuses() {
    return Boolean.TRUE.equals(settings.reuse()) && !deleting;
  }

  /**
   * How many instances it is to have: what is left of the prepared capacity over the desired
   * capacity, but never fewer than its minimum.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutWarmPool.html">PutWarmPool</a>
   */
  int target() {
    int prepared = settings.prepared() == null ? group.maxSize() : settings.prepared();
    return Math.max(settings.min(), prepared - group.desiredCapacity());
  }

  long countIn(String zone) {
    return members.values().stream()
        .filter(member -> member.instance().zone().equals(zone))
        .filter(member -> !member.state().terminating())
        .count();
  }

  void add(Member member) {
    members.put(member.instance().sequence(), member);
    group.touch();
  }

  void remove(Member member) {
    members.remove(member.instance().sequence());
    group.touch();
  }

  boolean scheduled() {
    return next != null;
  }

  /** Remembers when it is filled or emptied next; null stops that. */
  void setNext(Timer next) {
    if (this.next != null) {
      this.next.cancel();
    }
    this.next = next;
  }
}
