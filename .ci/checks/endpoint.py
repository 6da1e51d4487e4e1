"""A simulated account, used by boto3, by the AWS CLI and by the rollout command, as each of them uses AWS."""

import json
from typing import Any

from botocore.exceptions import ClientError

from .endpoint_aws_cli import by_the_aws_cli
from .endpoint_commands import by_our_own_commands
from .served import GROUP, SERVERS, Served, client, fail, followed


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
            fail(f"nothing was refused with {code}")
    print(f"endpoint: {len(wrong)} refusals, each with its code")


def main() -> None:
    with Served() as served:
        by_boto3(served.facts)
        everything_else(served.facts)
        refusals(served.facts)
        by_the_aws_cli(served.facts)
        by_our_own_commands(served.facts)
    assert served.exit_code == 130, served.exit_code
    assert "states StartExecution 200" in served.log(), served.log()
    assert " 500\n" not in served.log(), served.log()
    print("endpoint: Ctrl-C ended it")


main()
