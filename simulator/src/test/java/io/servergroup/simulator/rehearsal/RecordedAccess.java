package io.servergroup.simulator.rehearsal;

import io.servergroup.simulator.api.ApiCall;
import io.servergroup.simulator.aws.autoscaling.Group;
import io.servergroup.simulator.aws.ec2.EbsVolume;
import io.servergroup.simulator.aws.ec2.Eni;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.world.Resource;
import io.servergroup.simulator.iam.AccessRequest;
import io.servergroup.simulator.iam.CheckedAccount;
import io.servergroup.simulator.iam.CheckedCall;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What AWS would have checked of the calls that functions made in stories. What the template names
 * stands there as {@code Fn::Sub} would have it, such as {@code ${Locks}} for the table of locks,
 * so that one record can be compared with several templates. This is the one place that knows the
 * names of both.
 */
public final class RecordedAccess {
  /** The template's id of each state machine, by the name that it has in rehearsals. */
  private static final Map<String, String> MACHINES =
      Map.of(
          ControlPlane.ROLLING_DEPLOY, "RollingDeploy",
          ControlPlane.REPLACE_BATCH, "ReplaceBatch",
          ControlPlane.DEPLOY_STACK, "DeployStack");

  /**
   * What not every template makes.
   *
   * @param hostedZone the id of the zone that the template is deployed with
   */
  public record Names(String hostedZone, String volumeKey, CheckedAccount.Launch launch) {}

  private static final Set<String> FUNCTIONS =
      DeployedFunction.all().stream().map(DeployedFunction::name).collect(Collectors.toSet());

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
    String caller = call.caller().substring(0, call.caller().indexOf('#'));
    // State machines call with a role of their own, for what stands in their definitions.
    if (FUNCTIONS.contains(caller)) {
      byFunction
          .computeIfAbsent(caller, each -> new LinkedHashSet<>())
          .addAll(checked.of(call.action(), call.request()));
    }
  }

  private final class StoryAccount implements CheckedAccount {
    private final SimulatedAws aws;

    StoryAccount(Story story) {
      this.aws = story.aws();
    }

    @Override
    public String arn(String service, String resource) {
      return "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s"
          .formatted(service, resource);
    }

    @Override
    public Optional<CheckedAccount.Attached> attached(String attachment) {
      return aws.ec2World().interfaces().catalog().all().stream()
          .filter(eni -> eni.attachment() != null && eni.attachment().id().equals(attachment))
          .map(eni -> new CheckedAccount.Attached(eni.id(), eni.attachment().instance().id()))
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
      return named(simulated, ControlPlane.LOCK_TABLE, "${Locks}");
    }

    @Override
    public String topic(String simulated) {
      return named(simulated, ControlPlane.PROGRESS, "${Progress.TopicName}");
    }

    @Override
    public String queue(String simulated) {
      return named(simulated, ControlPlane.DEAD_LETTERS, "${DeadLetters.QueueName}");
    }

    @Override
    public String machine(String simulated) {
      String id = MACHINES.get(simulated);
      if (id == null) {
        throw new IllegalArgumentException("no template has the state machine " + simulated);
      }
      return "${" + id + ".Name}";
    }

    @Override
    public String hostedZone(String simulated) {
      return names.hostedZone();
    }

    @Override
    public String stack(String simulated) {
      return named(simulated, StackByHand.STACK, "${AWS::StackId}");
    }

    @Override
    public String volumeKey() {
      return names.volumeKey();
    }

    @Override
    public CheckedAccount.Launch launch() {
      return names.launch();
    }

    private static String named(String simulated, String expected, String deployed) {
      if (!simulated.equals(expected)) {
        throw new IllegalArgumentException(simulated + " is not " + expected);
      }
      return deployed;
    }
  }
}
