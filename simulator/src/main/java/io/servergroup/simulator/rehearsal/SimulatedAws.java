package io.servergroup.simulator.rehearsal;

import io.servergroup.aws.AwsClients;
import io.servergroup.aws.PresignedPut;
import io.servergroup.aws.Together;
import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.api.KnownReadings;
import io.servergroup.simulator.api.SimulatedTogether;
import io.servergroup.simulator.aws.autoscaling.AutoScalingWorld;
import io.servergroup.simulator.aws.autoscaling.Group;
import io.servergroup.simulator.aws.autoscaling.Member;
import io.servergroup.simulator.aws.autoscaling.SimulatedAutoScalingClient;
import io.servergroup.simulator.aws.cloudformation.AnswerReceiver;
import io.servergroup.simulator.aws.cloudformation.SimulatedCloudFormationClient;
import io.servergroup.simulator.aws.cloudformation.Stacks;
import io.servergroup.simulator.aws.cloudwatch.Alarms;
import io.servergroup.simulator.aws.cloudwatch.SimulatedCloudWatchClient;
import io.servergroup.simulator.aws.dynamodb.SimulatedDynamoDbClient;
import io.servergroup.simulator.aws.dynamodb.Tables;
import io.servergroup.simulator.aws.ec2.Ec2World;
import io.servergroup.simulator.aws.ec2.Instance;
import io.servergroup.simulator.aws.ec2.SimulatedEc2Client;
import io.servergroup.simulator.aws.elb.LoadBalancers;
import io.servergroup.simulator.aws.elb.SimulatedClassicLoadBalancingClient;
import io.servergroup.simulator.aws.elb.SimulatedLoadBalancingV2Client;
import io.servergroup.simulator.aws.events.EventBus;
import io.servergroup.simulator.aws.events.SimulatedEventBridgeClient;
import io.servergroup.simulator.aws.lambda.LambdaService;
import io.servergroup.simulator.aws.route53.Dns;
import io.servergroup.simulator.aws.route53.SimulatedRoute53Client;
import io.servergroup.simulator.aws.sdk.SdkService;
import io.servergroup.simulator.aws.sns.SimulatedSnsClient;
import io.servergroup.simulator.aws.sns.Topics;
import io.servergroup.simulator.aws.sqs.Queues;
import io.servergroup.simulator.aws.sqs.SimulatedSqsClient;
import io.servergroup.simulator.aws.states.SimulatedStepFunctions;
import io.servergroup.simulator.aws.states.SimulatedTasks;
import io.servergroup.simulator.aws.states.StatusChanges;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.kernel.Simulation;
import io.servergroup.simulator.states.EngineSettings;
import io.servergroup.simulator.states.StepFunctionsEngine;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One simulated AWS account in one region: every service, wired to the others. */
public final class SimulatedAws implements AwsClients {
  public static final String REGION = "eu-west-1";
  static final String ACCOUNT = Account.ID;

  private final Simulation simulation;
  private final CallPath calls;
  private final Account account;
  private final LambdaService lambda;
  private final EventBus events;
  private final Ec2World ec2;
  private final LoadBalancers loadBalancers;
  private final AutoScalingWorld autoScaling;
  private final Dns dns;
  private final Tables tables;
  private final Queues queues;
  private final Alarms alarms;
  private final Topics topics;
  private final Stacks stacks;
  private final StepFunctionsEngine engine;
  private final AutoScalingClient autoScalingClient;
  private final Ec2Client ec2Client;
  private final ElasticLoadBalancingClient classicClient;
  private final ElasticLoadBalancingV2Client loadBalancingClient;
  private final Route53Client route53Client;
  private final DynamoDbClient dynamoDbClient;
  private final SfnClient stepFunctionsClient;
  private final SqsClient sqsClient;
  private final CloudWatchClient cloudWatchClient;
  private final SnsClient snsClient;
  private final EventBridgeClient eventBridgeClient;
  private final CloudFormationClient cloudFormationClient;
  private final AnswerReceiver answers;
  private final KnownReadings readings = new KnownReadings();
  private final Together together = new SimulatedTogether();

  /** An empty account; time passes in it as the simulation's events run. */
  public SimulatedAws(Simulation simulation, Pace pace) {
    this.simulation = simulation;
    this.calls = new CallPath(simulation, pace.fastestCall(), pace.slowestCall());
    this.account = new Account(simulation, REGION, pace.world());
    this.lambda = new LambdaService(simulation, REGION, ACCOUNT, pace.lambda());
    this.events = new EventBus(simulation, REGION, ACCOUNT);
    events.setDeliveryTime(pace.fastestDelivery(), pace.slowestDelivery());
    this.ec2 = new Ec2World(account);
    this.loadBalancers = new LoadBalancers(simulation, ec2.software(), REGION, ACCOUNT);
    this.autoScaling = new AutoScalingWorld(account, ec2, loadBalancers, events);
    this.dns = new Dns(simulation, account::timings);
    this.tables = new Tables(simulation);
    this.queues = new Queues(simulation, REGION, ACCOUNT);
    this.alarms = new Alarms(simulation);
    this.topics = new Topics(simulation, REGION, ACCOUNT);
    this.stacks = new Stacks(simulation);
    this.cloudFormationClient = new SimulatedCloudFormationClient(calls, stacks);
    this.engine =
        new StepFunctionsEngine(
            simulation.queue(),
            simulation.stream("engine"),
            new EngineSettings("aws", REGION, ACCOUNT),
            tasks(simulation, lambda, cloudFormationClient));
    StatusChanges.tell(engine, events);
    this.autoScalingClient = new SimulatedAutoScalingClient(autoScaling, account, calls);
    this.ec2Client = new SimulatedEc2Client(ec2, account, calls);
    this.classicClient = new SimulatedClassicLoadBalancingClient(calls, loadBalancers);
    this.loadBalancingClient = new SimulatedLoadBalancingV2Client(calls, loadBalancers);
    this.route53Client = new SimulatedRoute53Client(simulation, calls, dns);
    this.dynamoDbClient = new SimulatedDynamoDbClient(calls, tables);
    this.stepFunctionsClient = new SimulatedStepFunctions(calls, engine, simulation.queue());
    this.sqsClient = new SimulatedSqsClient(calls, queues);
    this.cloudWatchClient = new SimulatedCloudWatchClient(calls, alarms);
    this.snsClient = new SimulatedSnsClient(calls, topics);
    this.eventBridgeClient = new SimulatedEventBridgeClient(calls, events);
    this.answers = new AnswerReceiver(simulation, calls, REGION);
  }

  private static SimulatedTasks tasks(
      Simulation simulation, LambdaService lambda, CloudFormationClient cloudFormation) {
    SimulatedTasks tasks = new SimulatedTasks(simulation, lambda);
    tasks.offer(SdkService.of(CloudFormationClient.class, cloudFormation));
    return tasks;
  }

  public Simulation simulation() {
    return simulation;
  }

  public CallPath calls() {
    return calls;
  }

  public LambdaService lambda() {
    return lambda;
  }

  public EventBus events() {
    return events;
  }

  public Ec2World ec2World() {
    return ec2;
  }

  public LoadBalancers balancers() {
    return loadBalancers;
  }

  public AutoScalingWorld autoScalingWorld() {
    return autoScaling;
  }

  /**
   * How often anything has changed so far that functions look for while they pause: as long as the
   * number is the same, EC2, Auto Scaling and Route 53 answer as before.
   */
  long changes() {
    return account.changes() + dns.propagated();
  }

  public Dns dns() {
    return dns;
  }

  public Tables tables() {
    return tables;
  }

  public Queues queues() {
    return queues;
  }

  public Alarms alarms() {
    return alarms;
  }

  public Topics topics() {
    return topics;
  }

  /** What CloudFormation says of its stacks. */
  public Stacks stacks() {
    return stacks;
  }

  /** Where stacks wait for answers. */
  public AnswerReceiver answers() {
    return answers;
  }

  public StepFunctionsEngine engine() {
    return engine;
  }

  /**
   * The name of the Auto Scaling group that launched an instance; null when EC2 knows no such
   * instance.
   */
  String groupOf(String instanceId) {
    Instance instance = ec2.instances().catalog().get(instanceId);
    return instance == null ? null : instance.groupName();
  }

  /** The newest instance of an Auto Scaling group, one that stays before one that leaves. */
  Optional<Member> newestOf(String group) {
    Group found = autoScaling.group(group);
    if (found == null) {
      return Optional.empty();
    }
    Member newest = null;
    for (Member member : found.members()) {
      if (newest == null || !member.state().terminating() || newest.state().terminating()) {
        newest = member;
      }
    }
    return Optional.ofNullable(newest);
  }

  /** The lifecycle actions of an Auto Scaling group that nobody has completed yet, in words. */
  List<String> heldActionsOf(String group) {
    return autoScaling.group(group).members().stream()
        .flatMap(member -> member.heldActions().stream())
        .map(held -> held.hook().name() + " of " + held.member().instanceId())
        .toList();
  }

  @Override
  public AutoScalingClient autoScaling() {
    return autoScalingClient;
  }

  @Override
  public Ec2Client ec2() {
    return ec2Client;
  }

  @Override
  public ElasticLoadBalancingClient classicLoadBalancers() {
    return classicClient;
  }

  @Override
  public ElasticLoadBalancingV2Client loadBalancers() {
    return loadBalancingClient;
  }

  @Override
  public Route53Client route53() {
    return route53Client;
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return dynamoDbClient;
  }

  @Override
  public SfnClient stepFunctions() {
    return stepFunctionsClient;
  }

  @Override
  public SqsClient sqs() {
    return sqsClient;
  }

  @Override
  public CloudWatchClient cloudWatch() {
    return cloudWatchClient;
  }

  @Override
  public SnsClient sns() {
    return snsClient;
  }

  @Override
  public EventBridgeClient eventBridge() {
    return eventBridgeClient;
  }

  @Override
  public CloudFormationClient cloudFormation() {
    return cloudFormationClient;
  }

  @Override
  public PresignedPut presigned() {
    return answers;
  }

  @Override
  public Together together() {
    return together;
  }

  @Override
  public <P, R> Function<P, R> reading(Class<R> as, Function<P, R> read) {
    return readings.of(as, read);
  }
}
