package io.servergroup.simulator.rehearsal;

import io.servergroup.aws.AwsClients;
import io.servergroup.group.TagKeys;
import io.servergroup.simulator.aws.ec2.Attachment;
import io.servergroup.simulator.kernel.OnVirtualThread;
import io.servergroup.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * A simulated cluster that has come to rest, whose control plane sleeps, and to whose servers
 * something was done. Nothing happens in it any more; it can be read as long as one likes.
 */
public final class DriftedCluster {
  private static final Duration CREATION = Duration.ofHours(2);

  /** Longer than the control plane and the world need to come to rest. */
  private static final Duration REST = Duration.ofMinutes(15);

  /** An address of no server. */
  private static final String ELSEWHERE = "10.9.9.9";

  private static final Duration DETACHING = Duration.ofMinutes(30);

  private final Stage stage;

  private DriftedCluster(Stage stage) {
    this.stage = stage;
  }

  /**
   * Makes a cluster.
   *
   * @param servers 1 to 1,000
   * @param drifts the first happens to server 0, the second to server 1 and so on
   */
  public static DriftedCluster of(int servers, long seed, List<Drift> drifts) {
    return OnVirtualThread.call("cluster", () -> made(servers, seed, drifts));
  }

  /**
   * Makes a cluster for which there is a new image.
   *
   * @param servers 1 to 1,000
   */
  public static DriftedCluster outdated(int servers, long seed) {
    return OnVirtualThread.call(
        "cluster",
        () -> {
          DriftedCluster cluster = made(servers, seed, List.of());
          cluster.stage.cluster().deployNewImage();
          return cluster;
        });
  }

  private static DriftedCluster made(int servers, long seed, List<Drift> drifts) {
    if (drifts.size() > servers) {
      throw new IllegalArgumentException(
          "%d things cannot happen to one server each of %d".formatted(drifts.size(), servers));
    }
    RehearsalOptions options =
        new RehearsalOptions(
            servers, "1", seed, RehearsalOptions.LoadBalancerKind.BOTH, OptionalInt.empty());
    DriftedCluster cluster =
        new DriftedCluster(new Stage(new Simulation(seed), Pace.usual(), options));
    cluster.comeToRest();
    for (int server = 0; server < drifts.size(); server++) {
      cluster.drift(drifts.get(server), cluster.stage.cluster().members().get(server));
    }
    return cluster;
  }

  /** The name of the server group. */
  public String name() {
    return stage.cluster().name();
  }

  public AwsClients clients() {
    return stage.aws();
  }

  public InstantSource clock() {
    return stage.simulation().queue();
  }

  private void comeToRest() {
    if (!stage.awaitHealthy(CREATION)) {
      throw new IllegalStateException(
          "the cluster was not healthy %s after it was created".formatted(CREATION));
    }
    stage.runUntil(() -> false, REST);
    stage.controlPlane().stopSchedule();
    // The last wake-up of the schedule is still on its way, and would correct what is done now.
    stage.runUntil(() -> false, REST);
  }

  private void drift(Drift drift, Cluster.Member server) {
    switch (drift) {
      case RECORD -> stage.cluster().pointRecord(server, ELSEWHERE);
      case TAG ->
          stage
              .aws()
              .ec2()
              .deleteTags(
                  request ->
                      request
                          .resources(stage.census().of(server.index()).instance())
                          .tags(Tag.builder().key(TagKeys.INDEX).build()));
      case ATTACHMENT -> detachInterface(server);
      case VOLUME -> detachVolume(server);
      case DUPLICATE -> duplicateInterface(server);
      case HOOK ->
          stage
              .aws()
              .autoScaling()
              .deleteLifecycleHook(
                  request ->
                      request
                          .autoScalingGroupName(server.group())
                          .lifecycleHookName(ControlPlane.LAUNCH_HOOK));
    }
  }

  private void detachInterface(Cluster.Member server) {
    Attachment attachment = attachment(server);
    stage.aws().ec2().detachNetworkInterface(request -> request.attachmentId(attachment.id()));
    await(() -> attachment(server) == null, server.networkInterface());
  }

  private Attachment attachment(Cluster.Member server) {
    return stage.aws().ec2World().interfaces().require(server.networkInterface()).attachment();
  }

  private void detachVolume(Cluster.Member server) {
    stage.aws().ec2().detachVolume(request -> request.volumeId(server.volume()));
    await(
        () ->
            stage
                .aws()
                .ec2()
                .describeVolumes(request -> request.volumeIds(server.volume()))
                .volumes()
                .getFirst()
                .attachments()
                .isEmpty(),
        server.volume());
  }

  private void await(BooleanSupplier detached, String what) {
    if (!stage.runUntil(detached, DETACHING)) {
      throw new IllegalStateException(what + " was not detached within " + DETACHING);
    }
  }

  private void duplicateInterface(Cluster.Member server) {
    String subnet =
        stage.aws().ec2World().interfaces().require(server.networkInterface()).subnet().id();
    TagSpecification tags =
        TagSpecification.builder()
            .resourceType(ResourceType.NETWORK_INTERFACE)
            .tags(tag(TagKeys.GROUP, name()), tag(TagKeys.INDEX, Integer.toString(server.index())))
            .build();
    stage
        .aws()
        .ec2()
        .createNetworkInterface(request -> request.subnetId(subnet).tagSpecifications(tags));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
