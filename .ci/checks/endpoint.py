"""A simulated account, used by boto3, by the AWS CLI and by the rollout command, as each of them uses AWS."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

SERVERS = 4
GROUP = "confluent-tools"
PATIENCE = 120


class Served:
    """`./rollout serve`, from when it can be asked until the end of the block."""

    def __enter__(self) -> "Served":
        self._log = open("target/endpoint-check.log", "w", encoding="utf-8")
        self._process = subprocess.Popen(
            ["./rollout", "serve", "--json", "--port", "0", "--pace", "300", "--seed", "11",
             "--servers", str(SERVERS), "--verbose"],
            stdout=subprocess.PIPE, stderr=self._log, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            sys.exit("endpoint: FAILED, serve ended: " + Path(self._log.name).read_text(encoding="utf-8"))
        self.facts: dict[str, Any] = json.loads(line)
        os.environ.update(self.facts["environment"])
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self.exit_code = self._process.wait(30)
        self._log.close()

    def log(self) -> str:
        return Path(self._log.name).read_text(encoding="utf-8")


def client(service: str) -> Any:
    return boto3.client(service, endpoint_url=os.environ["AWS_ENDPOINT_URL"])


def aws(*arguments: str) -> Any:
    """What the AWS CLI answers."""
    run = subprocess.run(
        ["aws", "--endpoint-url", os.environ["AWS_ENDPOINT_URL"], "--output", "json", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode:
        sys.exit(f"endpoint: FAILED, aws {' '.join(arguments)}: {run.stderr}")
    return json.loads(run.stdout) if run.stdout.strip() else None


def rollout(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["./rollout", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def followed(describe: Any) -> str:
    """The status an execution ends with."""
    end = time.monotonic() + PATIENCE
    while (status := describe()["status"]) == "RUNNING":
        if time.monotonic() > end:
            sys.exit(f"endpoint: FAILED, the rollout still runs after {PATIENCE} s")
        time.sleep(0.3)
    return str(status)


def images(ec2: Any) -> set[str]:
    return {
        instance["ImageId"]
        for reservation in ec2.describe_instances(
            Filters=[{"Name": "tag:ServerGroupName", "Values": [GROUP]},
                     {"Name": "instance-state-name", "Values": ["running"]}])["Reservations"]
        for instance in reservation["Instances"]}


def by_boto3(facts: dict[str, Any]) -> None:
    states, autoscaling, ec2 = client("stepfunctions"), client("autoscaling"), client("ec2")
    groups = autoscaling.describe_auto_scaling_groups()["AutoScalingGroups"]
    assert len(groups) == SERVERS and {i["LifecycleState"] for g in groups for i in g["Instances"]} == {"InService"}, groups
    execution = states.start_execution(
        stateMachineArn=facts["stateMachine"],
        input=json.dumps({"serverGroup": GROUP, "batchSize": "2"}))["executionArn"]
    status = followed(lambda: states.describe_execution(executionArn=execution))
    assert status == "SUCCEEDED", states.describe_execution(executionArn=execution)
    events = [e for page in states.get_paginator("get_execution_history").paginate(executionArn=execution) for e in page["events"]]
    assert events[0]["type"] == "ExecutionStarted" and events[-1]["type"] == "ExecutionSucceeded", events[-1]
    assert len(images(ec2)) == 1, images(ec2)
    print(f"endpoint: boto3 rolled {SERVERS} servers, {len(events)} events")


def everything_else(facts: dict[str, Any]) -> None:
    """Every service is answered in its protocol."""
    zone = facts["hostedZone"]
    records = client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    assert len(records) == SERVERS, records
    balancer = client("elb").describe_load_balancers()["LoadBalancerDescriptions"][0]
    health = client("elb").describe_instance_health(LoadBalancerName=balancer["LoadBalancerName"])["InstanceStates"]
    assert {h["State"] for h in health} == {"InService"}, health
    target_group = client("elbv2").describe_target_groups()["TargetGroups"][0]["TargetGroupArn"]
    targets = client("elbv2").describe_target_health(TargetGroupArn=target_group)["TargetHealthDescriptions"]
    assert {t["TargetHealth"]["State"] for t in targets} == {"healthy"}, targets
    item = client("dynamodb").get_item(TableName=facts["lockTable"], Key={"ServerGroupName": {"S": GROUP}})["Item"]
    assert "Progress" in item and "Holder" not in item, item
    assert client("cloudwatch").describe_alarms()["MetricAlarms"] == []
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName="ServerGroupDeadLetters")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="späte Nachricht")
    assert sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"] == "späte Nachricht"
    event = {"Source": "test", "DetailType": "Test", "Detail": "{}", "EventBusName": "default"}
    assert client("events").put_events(Entries=[event])["FailedEntryCount"] == 0
    print("endpoint: every service answers boto3")


def refusals(facts: dict[str, Any]) -> None:
    """What is wrong is told as AWS tells it."""
    wrong: list[tuple[str, Any]] = [
        ("ValidationError", lambda: client("autoscaling").set_desired_capacity(AutoScalingGroupName="none", DesiredCapacity=1)),
        ("InvalidInstanceID.NotFound", lambda: client("ec2").describe_instances(InstanceIds=["i-00000000000000000"])),
        ("NoSuchHostedZone", lambda: client("route53").get_hosted_zone(Id="Z000")),
        ("LoadBalancerNotFound", lambda: client("elb").describe_instance_health(LoadBalancerName="none")),
        ("ResourceNotFoundException", lambda: client("dynamodb").get_item(TableName="none", Key={"a": {"S": "b"}})),
        ("StateMachineDoesNotExist", lambda: client("stepfunctions").start_execution(
            stateMachineArn=facts["stateMachine"] + "-none")),
        ("AWS.SimpleQueueService.NonExistentQueue", lambda: client("sqs").get_queue_url(QueueName="none")),
        ("NotSimulated", lambda: client("sts").get_caller_identity()),
        ("NotSimulated", lambda: client("dynamodb").list_tables()),
    ]
    for code, call in wrong:
        try:
            call()
        except ClientError as error:
            assert error.response["Error"]["Code"] == code, error
        else:
            sys.exit(f"endpoint: FAILED, nothing was refused with {code}")
    print(f"endpoint: {len(wrong)} refusals, each with its code")


def by_the_aws_cli(facts: dict[str, Any]) -> None:
    template = aws("ec2", "describe-launch-templates")["LaunchTemplates"][0]
    assert template["LaunchTemplateId"] == facts["launchTemplate"], template
    version = aws(
        "ec2", "create-launch-template-version", "--launch-template-id", facts["launchTemplate"],
        "--launch-template-data", "ImageId=ami-0another,InstanceType=t3.medium")["LaunchTemplateVersion"]["VersionNumber"]
    assert version == facts["newVersion"] + 1, version
    execution = aws(
        "stepfunctions", "start-execution", "--state-machine-arn", facts["stateMachine"],
        "--input", json.dumps({"serverGroup": GROUP, "batchSize": "2"}))["executionArn"]
    status = followed(lambda: aws("stepfunctions", "describe-execution", "--execution-arn", execution))
    assert status == "SUCCEEDED", status
    instances = aws("autoscaling", "describe-auto-scaling-instances")["AutoScalingInstances"]
    assert {i["LaunchTemplate"]["Version"] for i in instances} == {str(version)}, instances
    volumes = aws("ec2", "describe-volumes", "--filters", f"Name=tag:ServerGroupName,Values={GROUP}")["Volumes"]
    assert {v["State"] for v in volumes} == {"in-use"} and len(volumes) == SERVERS, volumes
    zones = aws("route53", "list-hosted-zones")["HostedZones"]
    assert zones[0]["Id"] == "/hostedzone/" + facts["hostedZone"], zones
    print(f"endpoint: the AWS CLI deployed version {version} and rolled it")


def by_our_own_command() -> None:
    inspected = rollout("inspect", "--group", GROUP, "--json")
    assert inspected.returncode == 0 and json.loads(inspected.stdout)["good"], inspected
    status = rollout("status", "--group", GROUP, "--json")
    assert status.returncode == 0, status
    planned = rollout("plan", "--group", GROUP, "--endpoint-url", os.environ["AWS_ENDPOINT_URL"], "--replace-all")
    assert planned.returncode == 0, planned
    print("endpoint: inspect, status and plan read the account")


def main() -> None:
    with Served() as served:
        by_boto3(served.facts)
        everything_else(served.facts)
        refusals(served.facts)
        by_the_aws_cli(served.facts)
        by_our_own_command()
    assert served.exit_code == 130, served.exit_code
    assert "states StartExecution 200" in served.log(), served.log()
    assert " 500\n" not in served.log(), served.log()
    print("endpoint: Ctrl-C ended it")


main()
