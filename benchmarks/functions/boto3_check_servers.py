"""Looks whether the servers of a batch are replaced and healthy: what CheckServersHandler does, as a script with boto3."""

import json
from datetime import datetime, timezone
from typing import Any

import boto3
from botocore.config import Config

_config = Config(retries={"mode": "standard"}, connect_timeout=5, read_timeout=5)
autoscaling = boto3.client("autoscaling", config=_config)
ec2 = boto3.client("ec2", config=_config)
elb = boto3.client("elb", config=_config)
elbv2 = boto3.client("elbv2", config=_config)


def check(request: dict[str, Any], context: object) -> dict[str, Any]:
    rollout = request["rollout"]
    failing = [reason for server in request["servers"] for reason in not_healthy(rollout, server)]
    looks = 0 if failing else request["healthyLooks"] + 1
    needed = max(1, rollout["consecutiveHealthyChecks"] - 1)
    status = "HEALTHY" if looks >= needed else "WAIT"
    reason = "; ".join(failing) or f"{len(request['servers'])} servers replaced and healthy at {looks} looks in a row"
    print(json.dumps({
        "time": datetime.now(timezone.utc).isoformat(), "action": "CheckServers",
        "serverGroup": rollout["serverGroup"], "outcome": status, "reason": reason}), flush=True)
    return {
        "status": status, "reason": reason, "error": "", "healthyLooks": 0 if status == "HEALTHY" else looks,
        "symptom": "", "waitSeconds": 0 if status == "HEALTHY" else rollout["pollSeconds"], "servers": [],
        "progress": None, "toldAt": request["toldAt"]}


def not_healthy(rollout: dict[str, Any], server: dict[str, Any]) -> list[str]:
    """What the replacement of a server lacks."""
    found = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[server["group"]])["AutoScalingGroups"]
    if not found or tags(found[0]["Tags"]).get("ServerGroupName") != rollout["serverGroup"]:
        return [f"Auto Scaling group {server['group']} was not found"]
    group = found[0]
    serving = [each for each in group["Instances"] if each["LifecycleState"] == "InService"]
    if any(each["InstanceId"] == server["instance"] for each in group["Instances"]):
        return [f"{server['instance']} has not begun to leave"]
    if len(serving) != 1 or serving[0]["HealthStatus"] != "Healthy":
        return [f"no instance of {server['group']} serves yet"]
    instance = serving[0]["InstanceId"]
    template = group["LaunchTemplate"]
    target = rollout["targets"][f"{template['LaunchTemplateId']} {template['Version']}"]
    if serving[0]["LaunchTemplate"]["Version"] != str(target):
        return [f"{instance} was launched from version {serving[0]['LaunchTemplate']['Version']} rather than {target}"]
    failing = balancers(group, instance)
    if rollout["withSlots"]:
        failing += identity(rollout, server, instance)
    return failing


def balancers(group: dict[str, Any], instance: str) -> list[str]:
    failing = []
    for name in group["LoadBalancerNames"]:
        states = elb.describe_instance_health(
            LoadBalancerName=name, Instances=[{"InstanceId": instance}])["InstanceStates"]
        if [state["State"] for state in states] != ["InService"]:
            failing.append(f"{name} says {states}")
    for arn in group["TargetGroupARNs"]:
        targets = elbv2.describe_target_health(TargetGroupArn=arn, Targets=[{"Id": instance}])["TargetHealthDescriptions"]
        if {target["TargetHealth"]["State"] for target in targets} != {"healthy"}:
            failing.append(f"{arn} says {targets}")
    return failing


def identity(rollout: dict[str, Any], server: dict[str, Any], instance: str) -> list[str]:
    filters = [
        {"Name": "tag:ServerGroupName", "Values": [rollout["serverGroup"]]},
        {"Name": "tag:ServerGroupIndex", "Values": [str(server["index"])]}]
    interfaces = ec2.describe_network_interfaces(Filters=filters)["NetworkInterfaces"]
    holders = [(each.get("Attachment", {}).get("InstanceId"), each["Status"]) for each in interfaces]
    failing = [] if holders == [(instance, "in-use")] else [f"its interface has {holders}"]
    # Who has no volumes need not ask for them.
    for volume in ec2.describe_volumes(Filters=filters)["Volumes"] if rollout["withVolumes"] else []:
        attached = [(each["InstanceId"], each["State"]) for each in volume["Attachments"]]
        if attached != [(instance, "attached")]:
            failing.append(f"volume {volume['VolumeId']} has {attached}")
    return failing


def tags(pairs: list[dict[str, Any]]) -> dict[str, str]:
    return {pair["Key"]: pair["Value"] for pair in pairs}
