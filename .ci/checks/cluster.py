"""A cluster in moto as the template makes it: one Auto Scaling group per server, its interface, volume and record, behind a
classic load balancer and a target group; with the lock table, the topic, the queues and the state machine."""

import json
from dataclasses import dataclass
from typing import Any

from .lambda_process import ACCOUNT, REGION
from .moto_server import MotoServer, groups, stack_becomes

NAME, SERVERS, DOMAIN = "tools", 3, "tools.example.com"
LAUNCH_HOOK, TERMINATE_HOOK = "server-group-launch", "server-group-terminate"
DEVICE = "/dev/sdf"
EMPTY_STACK = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
PASS = json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}})


@dataclass
class Server:
    """The permanent things of one server."""

    group: str
    zone: str
    interface: str
    address: str
    volume: str
    dns_name: str


class Cluster:
    def __init__(self, moto: MotoServer) -> None:
        self._moto = moto
        self.ec2, self.autoscaling, self.route53, self.dynamodb, self.sqs, self.states, self.cloudwatch = (
            moto.client(name) for name in (
                "ec2", "autoscaling", "route53", "dynamodb", "sqs", "stepfunctions", "cloudwatch"))
        self.zone = self.route53.create_hosted_zone(
            Name="example.com", CallerReference="1")["HostedZone"]["Id"].split("/")[-1]
        self._subnets = self._network()
        self.template = self._launch_template()
        self._load_balancers()
        self.servers = [self._server(index) for index in range(SERVERS)]
        self.register()
        self._around()

    def instance(self, index: int) -> str:
        """The id of the instance that server has now."""
        described = self.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[self.servers[index].group])
        identifier: str = described["AutoScalingGroups"][0]["Instances"][0]["InstanceId"]
        return identifier

    def hold(self, index: int, state: str) -> None:
        """Puts the instance of a server into a lifecycle state, as a hook would."""
        groups()[self.servers[index].group].instance_states[0].lifecycle_state = state

    def lifecycle_state(self, index: int) -> str:
        state: str = groups()[self.servers[index].group].instance_states[0].lifecycle_state
        return state

    def attached_to(self, interface: str) -> str:
        """The instance that an interface is attached to; empty for none."""
        described = self.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"][0]
        attached: str = described.get("Attachment", {}).get("InstanceId", "")
        return attached

    def detach(self, index: int) -> None:
        """Takes the interface and the volume of a server from their instance."""
        server = self.servers[index]
        self.ec2.detach_network_interface(AttachmentId=self._attachment(index)["AttachmentId"])
        self.ec2.detach_volume(VolumeId=server.volume, InstanceId=self.instance(index))

    def keep_no_longer(self, index: int) -> None:
        """Lets the interface of a server go with its instance."""
        self._delete_on_termination(self.servers[index].interface, True)

    def is_kept(self, index: int) -> bool:
        return not self._attachment(index)["DeleteOnTermination"]

    def subnets(self) -> list[str]:
        return [subnet for _, subnet in self._subnets]

    def register(self) -> None:
        """Registers every instance: to moto a classic load balancer belongs to the group that changed last."""
        self._moto.client("elb").register_instances_with_load_balancer(
            LoadBalancerName=NAME, Instances=[{"InstanceId": self.instance(i)} for i in range(SERVERS)])

    def record(self, name: str, address: str) -> None:
        self.route53.change_resource_record_sets(HostedZoneId=self.zone, ChangeBatch={"Changes": [{
            "Action": "UPSERT", "ResourceRecordSet": {
                "Name": name, "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": address}]}}]})

    def address_of(self, name: str) -> str:
        records = self.route53.list_resource_record_sets(HostedZoneId=self.zone)["ResourceRecordSets"]
        return next((r["ResourceRecords"][0]["Value"] for r in records if r["Name"] == f"{name}." and r["Type"] == "A"), "")

    def tag_group(self, index: int, **values: str) -> None:
        name = self.servers[index].group
        self.autoscaling.create_or_update_tags(Tags=_group_tags(name, values))

    def new_template_version(self) -> None:
        self.ec2.create_launch_template_version(
            LaunchTemplateId=self.template, SourceVersion="1",
            LaunchTemplateData={"ImageId": self._images()[1], "InstanceType": "t3.medium"})

    def launched(self, version: int) -> None:
        """To moto every instance is of its template's default version."""
        self.ec2.modify_launch_template(LaunchTemplateId=self.template, DefaultVersion=str(version))
        self.register()

    def execution(self, name: str) -> str:
        """Starts an execution, which in moto runs until it is stopped."""
        arn: str = self.states.start_execution(stateMachineArn=self.machine, name=name)["executionArn"]
        return arn

    def stack(self, name: str, status: str) -> str:
        """Makes a stack that CloudFormation is at work on."""
        arn: str = self._moto.client("cloudformation").create_stack(StackName=name, TemplateBody=EMPTY_STACK)["StackId"]
        stack_becomes(arn, status)
        return arn

    def lock_item(self) -> dict[str, Any]:
        item: dict[str, Any] = self.dynamodb.get_item(
            TableName=self.lock_table, Key={"ServerGroupName": {"S": NAME}}).get("Item", {})
        return item

    def messages(self, queue: str) -> list[dict[str, Any]]:
        received = self.sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
        return [json.loads(message["Body"]) for message in received]

    def _network(self) -> list[tuple[str, str]]:
        self.vpc: str = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        zones = [f"{REGION}{letter}" for letter in "abc"]
        return [(zone, self.ec2.create_subnet(
            VpcId=self.vpc, CidrBlock=f"10.0.{16 * at}.0/20", AvailabilityZone=zone)["Subnet"]["SubnetId"])
            for at, zone in enumerate(zones)]

    def _images(self) -> list[str]:
        return [image["ImageId"] for image in self.ec2.describe_images()["Images"][:2]]

    def _launch_template(self) -> str:
        made: str = self.ec2.create_launch_template(LaunchTemplateName=NAME, LaunchTemplateData={
            "ImageId": self._images()[0], "InstanceType": "t3.medium"})["LaunchTemplate"]["LaunchTemplateId"]
        return made

    def _load_balancers(self) -> None:
        subnets = self.subnets()
        self._moto.client("elb").create_load_balancer(LoadBalancerName=NAME, Subnets=subnets, Listeners=[
            {"Protocol": "tcp", "LoadBalancerPort": 8081, "InstancePort": 8081}])
        elbv2 = self._moto.client("elbv2")
        self.target_group: str = elbv2.create_target_group(
            Name=NAME, Protocol="HTTP", Port=8083, VpcId=self.vpc)["TargetGroups"][0]["TargetGroupArn"]
        balancer = elbv2.create_load_balancer(Name=f"{NAME}-v2", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        elbv2.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=[
            {"Type": "forward", "TargetGroupArn": self.target_group}])

    def _server(self, index: int) -> Server:
        zone, subnet = self._subnets[index % len(self._subnets)]
        group, own = f"{NAME}-{index}", {"ServerGroupName": NAME, "ServerGroupIndex": str(index)}
        self.autoscaling.create_auto_scaling_group(
            AutoScalingGroupName=group, MinSize=1, MaxSize=1, DesiredCapacity=1, VPCZoneIdentifier=subnet,
            LaunchTemplate={"LaunchTemplateId": self.template, "Version": "$Latest"}, HealthCheckGracePeriod=0,
            LoadBalancerNames=[NAME], TargetGroupARNs=[self.target_group], Tags=_group_tags(group, own))
        groups()[group].instance_maintenance_policy = {"MinHealthyPercentage": 0, "MaxHealthyPercentage": 100}
        for hook, transition, default in (
                (LAUNCH_HOOK, "LAUNCHING", "ABANDON"), (TERMINATE_HOOK, "TERMINATING", "CONTINUE")):
            self.autoscaling.put_lifecycle_hook(
                AutoScalingGroupName=group, LifecycleHookName=hook, HeartbeatTimeout=600, DefaultResult=default,
                LifecycleTransition=f"autoscaling:EC2_INSTANCE_{transition}")
        return self._identity(index, group, zone, subnet, own)

    def _identity(self, index: int, group: str, zone: str, subnet: str, own: dict[str, str]) -> Server:
        name = f"{index}.{DOMAIN}"
        dns = {"ServerGroupDnsName": name, "ServerGroupHostedZoneId": self.zone, "ServerGroupDnsTtl": "60"}
        made = self.ec2.create_network_interface(
            SubnetId=subnet, TagSpecifications=_tags("network-interface", own | dns))["NetworkInterface"]
        volume = self.ec2.create_volume(
            AvailabilityZone=zone, Size=8, TagSpecifications=_tags("volume", own | {"ServerGroupDevice": DEVICE}))
        server = Server(group, zone, made["NetworkInterfaceId"], made["PrivateIpAddress"], volume["VolumeId"], name)
        described = self.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[group])["AutoScalingGroups"][0]
        instance = described["Instances"][0]["InstanceId"]
        self.ec2.create_tags(Resources=[instance], Tags=_pairs(own | {"Name": group}))
        self.ec2.attach_network_interface(NetworkInterfaceId=server.interface, InstanceId=instance, DeviceIndex=1)
        self._delete_on_termination(server.interface, False)
        self.ec2.attach_volume(VolumeId=server.volume, InstanceId=instance, Device=DEVICE)
        self.record(name, server.address)
        return server

    def _attachment(self, index: int) -> dict[str, Any]:
        described = self.ec2.describe_network_interfaces(NetworkInterfaceIds=[self.servers[index].interface])
        attachment: dict[str, Any] = described["NetworkInterfaces"][0]["Attachment"]
        return attachment

    def _delete_on_termination(self, interface: str, deleted: bool) -> None:
        described = self.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"][0]
        self.ec2.modify_network_interface_attribute(NetworkInterfaceId=interface, Attachment={
            "AttachmentId": described["Attachment"]["AttachmentId"], "DeleteOnTermination": deleted})

    def _around(self) -> None:
        self.lock_table = f"{NAME}-rollout-locks"
        self.dynamodb.create_table(
            TableName=self.lock_table, BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "ServerGroupName", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "ServerGroupName", "AttributeType": "S"}])
        self.topic: str = self._moto.client("sns").create_topic(Name=f"{NAME}-progress")["TopicArn"]
        self.letters: str = self.sqs.create_queue(QueueName=f"{NAME}-dead-letters")["QueueUrl"]
        # What arrives at the topic, and on the bus, can be read from queues.
        self.told: str = self._subscribed(f"{NAME}-told")
        self.machine, self.stack_machine = (self._machine(f"{NAME}-{kind}") for kind in ("rolling-deploy", "deploy-stack"))
        self.alarm = f"{NAME}-errors"
        self.cloudwatch.put_metric_alarm(
            AlarmName=self.alarm, ComparisonOperator="GreaterThanThreshold", EvaluationPeriods=1, MetricName="Errors",
            Namespace="Tools", Period=60, Statistic="Sum", Threshold=1)
        self.cloudwatch.set_alarm_state(AlarmName=self.alarm, StateValue="OK", StateReason="quiet")

    def _machine(self, name: str) -> str:
        made: str = self.states.create_state_machine(
            name=name, definition=PASS, roleArn=f"arn:aws:iam::{ACCOUNT}:role/{name}")["stateMachineArn"]
        return made

    def _subscribed(self, name: str) -> str:
        queue: str = self.sqs.create_queue(QueueName=name)["QueueUrl"]
        arn = self.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        self._moto.client("sns").subscribe(TopicArn=self.topic, Protocol="sqs", Endpoint=arn)
        return queue


def _pairs(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


def _tags(kind: str, values: dict[str, str]) -> list[dict[str, Any]]:
    return [{"ResourceType": kind, "Tags": _pairs(values)}]


def _group_tags(group: str, values: dict[str, str]) -> list[dict[str, Any]]:
    return [dict(pair, ResourceId=group, ResourceType="auto-scaling-group", PropagateAtLaunch=True)
            for pair in _pairs(values)]
