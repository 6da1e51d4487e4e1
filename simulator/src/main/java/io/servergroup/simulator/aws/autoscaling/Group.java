package io.servergroup.simulator.aws.autoscaling;

import io.servergroup.simulator.aws.ec2.Subnet;
import io.servergroup.simulator.aws.world.Resource;
import io.servergroup.simulator.kernel.Timer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An Auto Scaling group; its id is its name. */
public final class Group extends Resource {
  private static final int REMEMBERED_ACTIVITIES = 10_000;

  private final String arn;
  private final Instant created;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Hook> hooks = new TreeMap<>();
  private final Map<String, String> suspended = new TreeMap<>();
  private final Set<String> propagated = new TreeSet<>();
  private final Deque<Activity> activities = new ArrayDeque<>();
  private final Map<String, Integer> countedByZone = new HashMap<>();
  private GroupSettings settings;
  private WarmPool warmPool;
  private boolean deleting;
  private int counted;
  private int serving;
  private int condemned;
  private boolean loadBalancerPassed;
  private int failedLaunches;
  private Instant failingSince;
  private Timer nextLaunch;
  private Timer nextScaleIn;

  Group(String name, long sequence, String arn, GroupSettings settings, Instant created) {
    super(name, sequence);
    this.arn = arn;
    this.settings = settings;
    this.created = created;
  }

  public String arn() {
    return arn;
  }

  public Instant created() {
    return created;
  }

  public int minSize() {
    return settings.min();
  }

  public int maxSize() {
    return settings.max();
  }

  public int desiredCapacity() {
    return settings.desired();
  }

  /** By instance id, in order of their launch, those terminating included. */
  public Collection<Member> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  /** By name. */
  public Map<String, Hook> hooks() {
    return Collections.unmodifiableMap(hooks);
  }

  /** The suspended processes with the reasons. */
  public Map<String, String> suspendedProcesses() {
    return Collections.unmodifiableMap(suspended);
  }

  /** The newest first. */
  public Collection<Activity> activities() {
    return Collections.unmodifiableCollection(activities);
  }

  /** How many members count towards the desired capacity. */
  public int counted() {
    return counted;
  }

  /** How many launches in a row failed. */
  public int failedLaunches() {
    return failedLaunches;
  }

  /** Whether it goes away with its last member. */
  public boolean deleting() {
    return deleting;
  }

  void setDeleting() {
    deleting = true;
    setNextLaunch(null);
    touch();
  }

  /** Its warm pool, or null. */
  public WarmPool warmPool() {
    return warmPool;
  }

  void setWarmPool(WarmPool warmPool) {
    this.warmPool = warmPool;
    touch();
  }

  /** A pool that is being deleted is gone as soon as it is empty. */
  void dropEmptyPool() {
    if (warmPool != null && warmPool.deleting() && warmPool.members().isEmpty()) {
      setWarmPool(null);
    }
  }

  /** Its members and the instances in its warm pool. */
  List<Member> everyone() {
    List<Member> everyone = new ArrayList<>(members.values());
    if (warmPool != null) {
      everyone.addAll(warmPool.members());
    }
    return everyone;
  }

  GroupSettings settings() {
    return settings;
  }

  void setSettings(GroupSettings settings) {
    this.settings = settings;
    touch();
  }

  Member member(String instanceId) {
    return members.get(instanceId);
  }

  void add(Member member) {
    members.put(member.instanceId(), member);
    count(member, 1);
    touch();
  }

  void remove(Member member) {
    members.remove(member.instanceId());
    touch();
  }

  /** Moves a member on and keeps the counts right. */
  void move(Member member, MemberState to, Instant now) {
    count(member, -1);
    member.lifecycle().move(to, now);
    count(member, 1);
    member.touch();
  }

  /** From now on counts a member no more, although it still serves. */
  void condemn(Member member) {
    count(member, -1);
    member.setCondemned(true);
    count(member, 1);
  }

  /** How many members are in service and not condemned. */
  int serving() {
    return serving;
  }

  /** How many members wait in service for their replacements. */
  int condemned() {
    return condemned;
  }

  int countedIn(Subnet subnet) {
    return countedByZone.getOrDefault(subnet.zone(), 0);
  }

  private void count(Member member, int by) {
    boolean inService = member.state() == MemberState.IN_SERVICE;
    if (member.condemned()) {
      condemned += inService ? by : 0;
      return;
    }
    if (member.state().counts()) {
      counted += by;
      countedByZone.merge(member.instance().zone(), by, Integer::sum);
    }
    serving += inService ? by : 0;
  }

  List<Hook> hooks(Transition transition) {
    return hooks.values().stream().filter(hook -> hook.transition() == transition).toList();
  }

  void put(Hook hook) {
    hooks.put(hook.name(), hook);
  }

  void removeHook(String name) {
    hooks.remove(name);
  }

  boolean suspended(String process) {
    return suspended.containsKey(process);
  }

  void suspend(String process, String reason) {
    suspended.put(process, reason);
    touch();
  }

  /** Who has its launches resumed gets tries at once, whatever failed before. */
  void resume(String process) {
    if (suspended.remove(process) != null && process.equals("Launch")) {
      failedLaunches = 0;
    }
    touch();
  }

  /** The keys of the tags that new instances get too. */
  Set<String> propagated() {
    return propagated;
  }

  void add(Activity activity) {
    activities.addFirst(activity);
    if (activities.size() > REMEMBERED_ACTIVITIES) {
      activities.removeLast();
    }
  }

  /** Whether any load balancer has ever found any instance healthy. */
  boolean loadBalancerPassed() {
    return loadBalancerPassed;
  }

  void setLoadBalancerPassed() {
    loadBalancerPassed = true;
  }

  /** Since when launches fail, one after the other. */
  Instant failingSince() {
    return failingSince;
  }

  void launchFailed(Instant now) {
    if (failedLaunches++ == 0) {
      failingSince = now;
    }
  }

  void launchSucceeded() {
    failedLaunches = 0;
  }

  boolean launchScheduled() {
    return nextLaunch != null;
  }

  /** Remembers the next launch; null stops it. */
  void setNextLaunch(Timer next) {
    if (nextLaunch != null) {
      nextLaunch.cancel();
    }
    nextLaunch = next;
  }

  boolean scaleInScheduled() {
    return nextScaleIn != null;
  }

  void setNextScaleIn(Timer next) {
    nextScaleIn = next;
  }
}
