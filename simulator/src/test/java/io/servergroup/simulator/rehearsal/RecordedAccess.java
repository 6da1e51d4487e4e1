package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.autoscaling.Group;
import io.servergroup.simulator.aws.ec2.EbsVolume;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.world.Resource;
import io.servergroup.simulator.iam.AccessRequest;
import io.servergroup.simulator.iam.CheckedCall;
import java.util.List;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What AWS would have checked of the calls that functions made in stories, in the names that a
 * template gives its resources where it is deployed. This is the one place that knows both.
 */
public final class RecordedAccess {
  /** What is called in another way where the template is deployed. */
  public record Names(String account, String hostedZone, CheckedCall.Launch launch) {}

  private final Map<String, Set<AccessRequest>> byFunction = new TreeMap<>();
  private final Names names;

  public RecordedAccess(Names names) {
    this.names = names;
  }

  /** What was checked of each function. */
  public Map<String, Set<AccessRequest>> byFunction() {
    return byFunction;
  }

  /** Records what happens in a story from now on. */
  void listen(Story story) {
    CheckedCall checked = new CheckedCall(new StoryAccount(story));
    story.aws().calls().listen(call -> record(checked, call));
  }

  private void record(CheckedCall checked, ApiCall call) {
    String function = call.caller().substring(0, call.caller().indexOf('#'));
    byFunction
        .computeIfAbsent(function, each -> new LinkedHashSet<>())
        .addAll(checked.of(call.action(), call.request()));
  }

  private final class StoryAccount implements CheckedCall.Account {
    private final SimulatedAws aws;
    private final String cluster;

    StoryAccount(Story story) {
      this.aws = story.aws();
      this.cluster = story.stage().cluster().name();
    }

    @Override
    public String arn(String service, String resource) {
      return "arn:aws:%s:%s:%s:%s"
          .formatted(service, SimulatedAws.REGION, names.account(), resource);
    }

    @Override
    public Optional<CheckedCall.Attached> attached(String attachment) {
      return aws.ec2World().interfaces().catalog().all().stream()
          .filter(eni -> eni.attachment() != null && eni.attachment().id().equals(attachment))
          .map(eni -> new CheckedCall.Attached(eni.id(), eni.attachment().instance().id()))
          .findAny();
    }

    @Override
    public Optional<String> holder(String volume) {
      EbsVolume found = aws.ec2World().volumes().catalog().get(volume);
      return Optional.ofNullable(found).map(EbsVolume::holder).map(Instance::id);
    }

    @Override
    public String group(String instance) {
      return Optional.ofNullable(aws.groupOf(instance)).orElse("none");
    }

    @Override
    public Map<String, String> tags(String id) {
      Eni networkInterface = aws.ec2World().interfaces().catalog().get(id);
      EbsVolume volume = aws.ec2World().volumes().catalog().get(id);
      Instance instance = aws.ec2World().instances().catalog().get(id);
      return Stream.of(networkInterface, volume, instance)
          .filter(found -> found != null)
          .findAny()
          .map(Resource::tags)
          .orElse(Map.of());
    }

    @Override
    public Map<String, String> groupTags(String name) {
      Group group = aws.autoScalingWorld().group(name);
      return group == null ? Map.of() : group.tags();
    }

    @Override
    public String table(String simulated) {
      return named(simulated, ControlPlane.LOCK_TABLE, "rollout-locks");
    }

    @Override
    public String translated(String arn) {
      String translated = arn.replace(SimulatedAws.ACCOUNT, names.account());
      for (String machine : List.of(ControlPlane.ROLLING_DEPLOY, ControlPlane.REPLACE_BATCH)) {
        translated = translated.replace(":" + machine, ":" + cluster + "-" + machine);
      }
      return translated.replace(":" + ControlPlane.PROGRESS, ":" + cluster + "-progress");
    }

    @Override
    public String queueArn(String url) {
      String name = url.substring(url.lastIndexOf('/') + 1);
      return arn("sqs", named(name, ControlPlane.DEAD_LETTERS, "dead-letters"));
    }

    @Override
    public String hostedZone(String simulated) {
      return names.hostedZone();
    }

    @Override
    public String rollingDeployArn() {
      return arn("states", "stateMachine:" + cluster + "-" + ControlPlane.ROLLING_DEPLOY);
    }

    @Override
    public CheckedCall.Launch launch() {
      return names.launch();
    }

    private String named(String simulated, String expected, String deployed) {
      if (!simulated.equals(expected)) {
        throw new IllegalArgumentException(simulated + " is not " + expected);
      }
      return cluster + "-" + deployed;
    }
  }
}
