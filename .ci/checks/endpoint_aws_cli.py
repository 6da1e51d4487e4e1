"""The AWS CLI deploys an image into the simulated account, rolls it, and looks at what was done."""

import json
from typing import Any

from .served import GROUP, SERVERS, aws, aws_run, fail, followed, new_version

DATA = {"input", "output", "parameters", "assignedVariables"}


def by_the_aws_cli(facts: dict[str, Any]) -> None:
    version = new_version(facts, "ami-0cli")
    assert version == facts["newVersion"] + 1, version
    before = {i["InstanceId"] for i in instances()}
    execution = aws(
        "stepfunctions", "start-execution", "--state-machine-arn", facts["stateMachine"],
        "--input", json.dumps({"serverGroup": GROUP, "batchSize": "2"}))["executionArn"]
    status = followed(lambda: aws("stepfunctions", "describe-execution", "--execution-arn", execution))
    assert status == "SUCCEEDED", status
    assert {i["LaunchTemplate"]["Version"] for i in instances()} == {str(version)}, instances()
    assert not before & {i["InstanceId"] for i in instances()}, before
    looked(facts)
    batches = histories(facts, execution)
    replaced(before)
    unknown()
    print(f"endpoint: the AWS CLI rolled version {version} in {batches} batches, and read their histories")


def instances() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = aws("autoscaling", "describe-auto-scaling-instances")["AutoScalingInstances"]
    assert len(found) == SERVERS, found
    return found


def looked(facts: dict[str, Any]) -> None:
    """Describe calls of every service that a person would look at."""
    mine = ("--filters", f"Name=tag:ServerGroupName,Values={GROUP}")
    template = aws("ec2", "describe-launch-templates")["LaunchTemplates"][0]
    assert template["LaunchTemplateId"] == facts["launchTemplate"], template
    groups = aws("autoscaling", "describe-auto-scaling-groups", *mine)["AutoScalingGroups"]
    assert len(groups) == SERVERS and all(len(g["Instances"]) == 1 for g in groups), groups
    volumes = aws("ec2", "describe-volumes", *mine)["Volumes"]
    assert {v["State"] for v in volumes} == {"in-use"} and len(volumes) == SERVERS, volumes
    interfaces = aws("ec2", "describe-network-interfaces", *mine)["NetworkInterfaces"]
    attached = {i["Attachment"]["InstanceId"] for i in interfaces}
    assert attached == {i["InstanceId"] for i in instances()}, attached
    running = aws("ec2", "describe-instances", "--instance-ids", *sorted(attached))["Reservations"]
    assert {i["State"]["Name"] for r in running for i in r["Instances"]} == {"running"}, running
    zones = aws("route53", "list-hosted-zones")["HostedZones"]
    assert zones[0]["Id"] == "/hostedzone/" + facts["hostedZone"], zones
    records = aws("route53", "list-resource-record-sets", "--hosted-zone-id", facts["hostedZone"])["ResourceRecordSets"]
    addresses = {r["ResourceRecords"][0]["Value"] for r in records}
    assert addresses == {i["PrivateIpAddress"] for i in interfaces}, (addresses, interfaces)
    target_group = aws("elbv2", "describe-target-groups")["TargetGroups"][0]["TargetGroupArn"]
    targets = aws("elbv2", "describe-target-health", "--target-group-arn", target_group)["TargetHealthDescriptions"]
    assert {t["Target"]["Id"] for t in targets if t["TargetHealth"]["State"] == "healthy"} == attached, targets
    balancer = aws("elb", "describe-load-balancers")["LoadBalancerDescriptions"][0]["LoadBalancerName"]
    states = aws("elb", "describe-instance-health", "--load-balancer-name", balancer)["InstanceStates"]
    assert {s["InstanceId"] for s in states if s["State"] == "InService"} == attached, states


def history(execution: str, *more: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = aws(
        "stepfunctions", "get-execution-history", "--execution-arn", execution, *more)["events"]
    return events


def details(event: dict[str, Any]) -> dict[str, Any]:
    return next((value for name, value in event.items() if name.endswith("EventDetails")), {})


def histories(facts: dict[str, Any], execution: str) -> int:
    """The rollout's own history leads to those of its batches; how many there were."""
    events = history(execution)
    assert [e["id"] for e in events] == list(range(1, len(events) + 1)), events
    assert events[0]["type"] == "ExecutionStarted" and events[-1]["type"] == "ExecutionSucceeded", events[-1]
    assert all(a["timestamp"] <= b["timestamp"] for a, b in zip(events, events[1:], strict=False)), events
    assert history(execution, "--page-size", "7") == events
    assert history(execution, "--reverse-order", "--max-items", "1") == events[-1:]
    bare = history(execution, "--no-include-execution-data")
    assert [e["type"] for e in bare] == [e["type"] for e in events]
    assert any(DATA & details(e).keys() for e in events) and not any(DATA & details(e).keys() for e in bare), bare
    started = [
        json.loads(details(e)["output"])["ExecutionArn"] for e in events
        if e["type"] == "TaskSubmitted" and details(e)["resourceType"] == "states"]
    machine = facts["stateMachine"].replace("rolling-deploy", "replace-batch")
    listed = aws("stepfunctions", "list-executions", "--state-machine-arn", machine, "--status-filter", "SUCCEEDED")
    mine = [e["executionArn"] for e in listed["executions"] if e["executionArn"] in started]
    assert mine == started[::-1] and len(mine) == SERVERS // 2 + 1, (mine, started)
    for child in started:
        told = aws("stepfunctions", "describe-execution", "--execution-arn", child)
        assert json.loads(told["output"])["status"] == "REPLACED", told
        assert json.loads(told["input"])["execution"] == execution, told
        assert history(child)[-1]["type"] == "ExecutionSucceeded", child
    parents = aws("stepfunctions", "list-executions", "--state-machine-arn", facts["stateMachine"], "--max-items", "1")
    assert parents["executions"][0]["executionArn"] == execution and "NextToken" in parents, parents
    return len(started)


def replaced(before: set[str]) -> None:
    """Scaling activities tell of every instance that came, and of every one that went."""
    for index in range(SERVERS):
        activities = aws(
            "autoscaling", "describe-scaling-activities", "--auto-scaling-group-name", f"{GROUP}-{index}")["Activities"]
        launch, termination = activities[:2]
        assert launch["StatusCode"] == termination["StatusCode"] == "Successful", activities
        assert launch["Description"].startswith("Launching a new EC2 instance: i-"), launch
        assert termination["Description"].split(": ")[1] in before, termination
        assert termination["StartTime"] <= launch["StartTime"] <= launch["EndTime"], activities
    everything = aws("autoscaling", "describe-scaling-activities")["Activities"]
    assert {a["AutoScalingGroupName"] for a in everything} == {f"{GROUP}-{i}" for i in range(SERVERS)}, everything


def unknown() -> None:
    """What is not simulated says so at once, as an error of AWS."""
    for arguments in (("sts", "get-caller-identity"), ("ec2", "describe-vpcs"), ("route53", "list-health-checks")):
        run = aws_run(*arguments)
        if run.returncode == 0 or "(NotSimulated)" not in run.stderr:
            fail(f"aws {' '.join(arguments)}: exit {run.returncode}, {run.stdout}{run.stderr}")
