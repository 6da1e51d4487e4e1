package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.aws.ec2.Software;

/** A fault: while it lasts, one server's software of one version never answers. */
final class BootFailure {
  private final Stage stage;
  private final Cluster.Member member;
  private final long version;
  private boolean ended;

  private BootFailure(Stage stage, Cluster.Member member, long version) {
    this.stage = stage;
    this.member = member;
    this.version = version;
  }

  /**
   * Begins.
   *
   * @param version of the launch template
   */
  static BootFailure of(Stage stage, int server, long version) {
    BootFailure failure = new BootFailure(stage, stage.cluster().members().get(server), version);
    switch (stage.cluster().topology()) {
      case GROUP_PER_SERVER, WITHOUT_IDENTITY ->
          failure.software().neverAnswers(failure.member.group(), version);
      // Which server an instance becomes is not known when its software starts.
      case GROUP_PER_ZONE -> stage.census().whenLookedAt(failure::silence);
    }
    return failure;
  }

  /** Ends it; instances that have started stay as they are. */
  void end() {
    ended = true;
    software().forgetScripts();
  }

  private void silence(int server) {
    Census.Truth truth = stage.census().of(server);
    if (!ended && server == member.index() && truth.answers() && truth.version() == version) {
      software().setAnswering(truth.instance(), false);
    }
  }

  private Software software() {
    return stage.aws().ec2World().software();
  }
}
