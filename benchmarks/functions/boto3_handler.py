"""Gives a server's identity to the instance that was launched for it, and takes it back: what ReconcileHandler does for
one event of a lifecycle hook, as a script with boto3 does it. Clients are made once, calls follow one another."""

import json
import time
from datetime import datetime, timezone
from typing import Any

import boto3
from botocore.config import Config

SERVER_GROUP = "tools"
HOOKS = {"LAUNCHING": "server-group-launch", "TERMINATING": "server-group-terminate"}
HELD = {"LAUNCHING": "Pending:Wait", "TERMINATING": "Terminating:Wait"}
DEVICE_INDEX = 1
PATIENCE_SECONDS, PAUSE_SECONDS = 20.0, 2.0

_config = Config(retries={"mode": "standard"}, connect_timeout=5, read_timeout=5)
autoscaling = boto3.client("autoscaling", config=_config)
ec2 = boto3.client("ec2", config=_config)
route53 = boto3.client("route53", config=_config)


class RetryLater(Exception):
    """AWS could not do something that it may be able to do later: Lambda shall ask again."""


def reconcile(event: dict[str, Any], context: object) -> dict[str, Any]:
    detail = event["detail"]
    transition = detail["LifecycleTransition"].rsplit("_", 1)[-1]
    instance = detail["EC2InstanceId"]
    group = described_group(detail["AutoScalingGroupName"])
    if group is None or tags(group["Tags"]).get("ServerGroupName") != SERVER_GROUP:
        return {"ignored": f"group {detail['AutoScalingGroupName']} is of no server group of ours", "serverGroups": []}
    member = next((each for each in group["Instances"] if each["InstanceId"] == instance), None)
    if member is None or member["LifecycleState"] != HELD[transition]:
        return answer(0)
    index = tags(group["Tags"])["ServerGroupIndex"]
    interface, volumes = slot(index)
    if transition == "LAUNCHING":
        return launch(group["AutoScalingGroupName"], index, instance, interface, volumes)
    return terminate(group["AutoScalingGroupName"], index, instance, interface)


def launch(
        group: str, index: str, instance: str, interface: dict[str, Any], volumes: list[dict[str, Any]]) -> dict[str, Any]:
    performed = 0
    holder = interface.get("Attachment", {}).get("InstanceId", "")
    if holder not in ("", instance):
        raise RetryLater(f"interface {interface['NetworkInterfaceId']} is still attached to {holder}")
    if not holder:
        ec2.attach_network_interface(
            NetworkInterfaceId=interface["NetworkInterfaceId"], InstanceId=instance, DeviceIndex=DEVICE_INDEX)
        performed += log("AttachInterface", index, instance, "its interface is free")
    for volume in volumes:
        attachment = next(iter(volume["Attachments"]), None)
        if attachment is None and volume["State"] == "available":
            ec2.attach_volume(
                VolumeId=volume["VolumeId"], InstanceId=instance, Device=tags(volume["Tags"])["ServerGroupDevice"])
            performed += log("AttachVolume", index, instance, "it belongs to the server")
        elif attachment is None or attachment["InstanceId"] != instance:
            raise RetryLater(f"volume {volume['VolumeId']} is {volume['State']}")
    found = await_attached(instance, interface["NetworkInterfaceId"], [volume["VolumeId"] for volume in volumes])
    if found["VpcId"] != interface["VpcId"]:
        raise RetryLater(f"instance {instance} is in {found['VpcId']}, its interface in {interface['VpcId']}")
    performed += keep_and_tag(index, instance, found, interface["NetworkInterfaceId"])
    performed += name(index, instance, interface)
    return complete(group, index, instance, "LAUNCHING", performed)


def terminate(group: str, index: str, instance: str, interface: dict[str, Any]) -> dict[str, Any]:
    performed = 0
    attachment = interface.get("Attachment", {})
    if attachment.get("InstanceId") == instance and attachment["Status"] == "attached":
        ec2.detach_network_interface(AttachmentId=attachment["AttachmentId"])
        performed += log("DetachInterface", index, instance, "the instance is drained and terminating")
    return complete(group, index, instance, "TERMINATING", performed)


def described_group(group: str) -> dict[str, Any] | None:
    found = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[group])["AutoScalingGroups"]
    return found[0] if found else None


def slot(index: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The interface and the volumes that are tagged for a server."""
    filters = [
        {"Name": "tag:ServerGroupName", "Values": [SERVER_GROUP]}, {"Name": "tag:ServerGroupIndex", "Values": [index]}]
    interfaces = [
        interface for page in ec2.get_paginator("describe_network_interfaces").paginate(Filters=filters)
        for interface in page["NetworkInterfaces"]]
    volumes = [
        volume for page in ec2.get_paginator("describe_volumes").paginate(Filters=filters)
        for volume in page["Volumes"]]
    if len(interfaces) != 1:
        raise RetryLater(f"{len(interfaces)} network interfaces are tagged for server {index}; there should be one")
    if volumes and not all(tags(volume["Tags"]).get("ServerGroupDevice") for volume in volumes):
        raise RetryLater(f"a volume of server {index} has no tag ServerGroupDevice")
    return interfaces[0], volumes


def await_attached(instance: str, interface: str, volumes: list[str]) -> dict[str, Any]:
    """Asks until everything is attached, for a while."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        reservations = ec2.describe_instances(Filters=[{"Name": "instance-id", "Values": [instance]}])["Reservations"]
        found = next((each for reservation in reservations for each in reservation["Instances"]), None)
        if found and found["State"]["Name"] == "running" and is_complete(found, interface, volumes):
            return dict(found)
        if time.monotonic() > end:
            raise RetryLater(f"instance {instance} does not have its interface and volumes yet")
        time.sleep(PAUSE_SECONDS)


def is_complete(found: dict[str, Any], interface: str, volumes: list[str]) -> bool:
    cards = {card["NetworkInterfaceId"]: card["Attachment"]["Status"] for card in found["NetworkInterfaces"]}
    disks = {each["Ebs"]["VolumeId"]: each["Ebs"]["Status"] for each in found["BlockDeviceMappings"] if "Ebs" in each}
    return cards.get(interface) == "attached" and all(disks.get(volume) == "attached" for volume in volumes)


def keep_and_tag(index: str, instance: str, found: dict[str, Any], interface: str) -> int:
    performed = 0
    card = next(each for each in found["NetworkInterfaces"] if each["NetworkInterfaceId"] == interface)
    if card["Attachment"]["DeleteOnTermination"]:
        ec2.modify_network_interface_attribute(NetworkInterfaceId=interface, Attachment={
            "AttachmentId": card["Attachment"]["AttachmentId"], "DeleteOnTermination": False})
        performed += log("KeepInterface", index, instance, "it would be deleted with the instance")
    wanted = {"ServerGroupName": SERVER_GROUP, "ServerGroupIndex": index, "Name": f"{SERVER_GROUP}-{index}"}
    if not wanted.items() <= tags(found["Tags"]).items():
        ec2.create_tags(Resources=[instance], Tags=[{"Key": key, "Value": value} for key, value in wanted.items()])
        performed += log("TagInstance", index, instance, f"it is server {index} now")
    return performed


def name(index: str, instance: str, interface: dict[str, Any]) -> int:
    """Writes the record of a server when it is not right."""
    wanted = tags(interface["TagSet"])
    if "ServerGroupDnsName" not in wanted:
        return 0
    record, zone, ttl = (wanted[f"ServerGroup{key}"] for key in ("DnsName", "HostedZoneId", "DnsTtl"))
    listed = route53.list_resource_record_sets(
        HostedZoneId=zone, StartRecordName=record, StartRecordType="A", MaxItems="10")["ResourceRecordSets"]
    found = next((each for each in listed if each["Name"].rstrip(".") == record and each["Type"] == "A"), None)
    if found and ("SetIdentifier" in found or "AliasTarget" in found):
        raise RetryLater(f"the record {record} is not a simple one and was not overwritten")
    address = interface["PrivateIpAddress"]
    if found and found["TTL"] == int(ttl) and [each["Value"] for each in found["ResourceRecords"]] == [address]:
        return 0
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{
        "Action": "UPSERT", "ResourceRecordSet": {
            "Name": record, "Type": "A", "TTL": int(ttl), "ResourceRecords": [{"Value": address}]}}]})
    return log("UpsertRecord", index, instance, "the record is not right")


def complete(group: str, index: str, instance: str, transition: str, performed: int) -> dict[str, Any]:
    autoscaling.complete_lifecycle_action(
        AutoScalingGroupName=group, LifecycleHookName=HOOKS[transition], InstanceId=instance,
        LifecycleActionResult="CONTINUE")
    return answer(performed + log("Complete", index, instance, "its server is ready"))


def answer(performed: int) -> dict[str, Any]:
    metric("Actions", performed)
    return {"ignored": "", "serverGroups": [{
        "serverGroup": SERVER_GROUP, "performed": performed, "waiting": [], "remarks": []}]}


def tags(pairs: list[dict[str, Any]]) -> dict[str, str]:
    return {pair["Key"]: pair["Value"] for pair in pairs}


def log(action: str, index: str, instance: str, reason: str) -> int:
    """Writes what was done, and counts as one."""
    print(json.dumps({
        "time": datetime.now(timezone.utc).isoformat(), "action": action, "serverGroup": SERVER_GROUP,
        "server": int(index), "instance": instance, "reason": reason}), flush=True)
    return 1


def metric(metric_name: str, value: int) -> None:
    """A metric in CloudWatch's embedded format."""
    print(json.dumps({
        "_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [{
            "Namespace": "ServerGroup", "Dimensions": [["ServerGroup"]],
            "Metrics": [{"Name": metric_name, "Unit": "Count"}]}]},
        "ServerGroup": SERVER_GROUP, metric_name: value}), flush=True)
