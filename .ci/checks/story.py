"""What the functions are asked, in an order in which it happens: events for identities, a rollout that turns back, the
questions of people, and the end. Every file of events/ is sent to the function that it is meant for, with the names of the
cluster in moto; each answer of a rollout's function is the next one's request, as in the state machines."""

from collections.abc import Callable
from typing import Any

from .cluster import NAME
from .stage import Mismatch, Stage, event, expect, now
from .story_stack import custom_resources, record_is_gone, record_of_a_server_that_goes



def identities(stage: Stage) -> None:
    cluster = stage.cluster
    cluster.autoscaling.put_warm_pool(AutoScalingGroupName=cluster.servers[0].group, MinSize=0)
    drifted, parted = cluster.servers[0], cluster.servers[1]
    cluster.record(drifted.dns_name, "10.9.9.9")
    cluster.detach(1)
    cluster.keep_no_longer(2)
    cluster.ec2.delete_tags(Resources=[cluster.instance(2)], Tags=[{"Key": "Name"}])
    _reconcile(stage, "scheduled")
    expect("the record that had drifted", cluster.address_of(drifted.dns_name), drifted.address)
    expect("the interface that was detached", cluster.attached_to(parted.interface), cluster.instance(1))
    expect("whether an interface goes with its instance", cluster.is_kept(2), True)
    _reconcile(stage, "scheduled-one-group")
    cluster.autoscaling.delete_warm_pool(AutoScalingGroupName=cluster.servers[0].group)


def lifecycle(stage: Stage) -> None:
    cluster, server = stage.cluster, stage.cluster.servers[1]
    cluster.tag_group(1, ServerGroupEarlyRelease="everything", ServerGroupWaitForDns="true")
    cluster.hold(1, "Terminating:Wait")
    _reconcile(stage, "terminate-lifecycle-action")
    expect("an interface given back early", cluster.attached_to(server.interface), "")
    expect("an instance that may go", cluster.lifecycle_state(1), "Terminating:Proceed")
    cluster.hold(1, "Pending:Wait")
    cluster.record(server.dns_name, "10.9.9.9")
    _reconcile(stage, "launch-lifecycle-action")
    expect("an interface of a launch", cluster.attached_to(server.interface), cluster.instance(1))
    expect("an instance that was launched", cluster.lifecycle_state(1), "InService")
    for name in (
            "launch-successful", "launch-unsuccessful", "terminate-successful", "terminate-unsuccessful",
            "launch-lifecycle-action-warm-pool", "launch-lifecycle-action-from-warm-pool",
            "terminate-lifecycle-action-in-warm-pool", "terminate-lifecycle-action-to-warm-pool"):
        _reconcile(stage, name)


def waiting(stage: Stage) -> None:
    """A slot whose holder is still in service: the launch waits, and its heartbeat is recorded."""
    cluster, server = stage.cluster, stage.cluster.servers[2]
    cluster.detach(2)
    stranger = cluster.instance(1)
    attached = cluster.ec2.attach_network_interface(
        NetworkInterfaceId=server.interface, InstanceId=stranger, DeviceIndex=2)
    cluster.hold(2, "Pending:Wait")
    answer = stage.ask("Reconcile", _about(stage, "launch-lifecycle-action", 2), ignored="")
    expect("who waits", answer["serverGroups"][0]["waiting"], [cluster.instance(2)])
    answer = stage.ask("Reconcile", event("scheduled"), ignored="")
    expect("who still waits", answer["serverGroups"][0]["waiting"], [cluster.instance(2)])
    cluster.ec2.detach_network_interface(AttachmentId=attached["AttachmentId"])
    stage.ask("Reconcile", _about(stage, "launch-lifecycle-action", 2), ignored="")
    expect("an instance whose slot became free", cluster.lifecycle_state(2), "InService")


def abandoned(stage: Stage) -> None:
    """Two interfaces for one server: its launch is abandoned, and a letter tells of it."""
    cluster, server = stage.cluster, stage.cluster.servers[0]
    subnet = cluster.ec2.describe_network_interfaces(NetworkInterfaceIds=[server.interface])
    double = cluster.ec2.create_network_interface(
        SubnetId=subnet["NetworkInterfaces"][0]["SubnetId"], TagSpecifications=[{
            "ResourceType": "network-interface", "Tags": subnet["NetworkInterfaces"][0]["TagSet"]}])
    cluster.detach(0)
    cluster.hold(0, "Pending:Wait")
    _reconcile(stage, "launch-lifecycle-action", 0)
    expect("a launch without a slot", cluster.lifecycle_state(0), "Terminating:Proceed")
    letters = cluster.messages(cluster.letters)
    expect("instances that letters tell of", {letter["instance"] for letter in letters}, {cluster.instance(0)})
    cluster.ec2.delete_network_interface(NetworkInterfaceId=double["NetworkInterface"]["NetworkInterfaceId"])
    cluster.hold(0, "InService")
    _reconcile(stage, "scheduled")


def rollout(stage: Stage) -> None:
    """One batch forward, its failure, and the same batch back; then a question, and the end."""
    cluster = stage.cluster
    cluster.new_template_version()
    execution = cluster.execution("one")
    wanted = {
        "serverGroup": NAME, "batchSize": "1", "launchTemplateVersion": "$Latest", "onFailure": "ROLLBACK",
        "alarms": [cluster.alarm]}
    stage.ask("Prepare", {"input": wanted | {"batchSize": "4"}, "execution": execution}, decision="REFUSED")
    prepared = stage.ask("Prepare", {"input": wanted, "execution": execution}, decision="READY")
    plan, course = prepared["rollout"], prepared["course"]
    request = {"serverGroup": NAME, "execution": execution, "predecessor": ""}
    stage.ask("AcquireLock", request, decision="ACQUIRED", waitSeconds=0)
    stage.ask("AcquireLock", request | {"execution": cluster.execution("other")}, decision="HELD")
    chosen = _next(stage, plan, course, execution, {"kind": "NOTHING", "servers": 0})
    course = _replace(stage, plan, chosen, execution, 2)
    failure = {
        "rollout": plan, "course": course, "execution": execution, "error": "Rollout.Stopped.Health",
        "cause": "server 0 is not healthy", "child": ""}
    back = stage.ask("Failure", failure, decision="TURN_BACK")
    chosen = _next(stage, back["rollout"], back["course"], execution, {"kind": "NOTHING", "servers": 0})
    course = _replace(stage, back["rollout"], chosen, execution, 1)
    stage.ask("Failure", failure | {"rollout": back["rollout"]}, decision="END", error="Rollout.RollbackFailed")
    _questions(stage, back["rollout"], course, execution)
    ended = {
        "rollout": back["rollout"], "course": course, "execution": execution, "error": "Rollout.RolledBack",
        "cause": "not healthy"}
    stage.ask("ReleaseLock", ended, released=True)
    expect("who holds the lock", cluster.lock_item().get("Holder"), None)
    stage.ask("ReleaseLock", ended, released=False)


def _questions(stage: Stage, plan: dict[str, Any], course: dict[str, Any], execution: str) -> None:
    stage.ask("ControlRollout", event("control-pause"), done=True)
    question = {
        "rollout": plan, "course": course, "execution": execution, "token": "token-1", "paused": True,
        "reason": "paused"}
    stage.ask("AskPerson", question, status="ASKED")
    stage.ask("ControlRollout", event("control-resume"), done=True)
    stage.ask("AskPerson", question, status="ANSWERED")


def cancelled(stage: Stage) -> None:
    """A rollout that a person stops, and whose lock the event of its end gives back."""
    cluster = stage.cluster
    execution = cluster.execution("two")
    stage.ask(
        "AcquireLock", {"serverGroup": NAME, "execution": execution, "predecessor": ""}, decision="ACQUIRED")
    stage.ask("ControlRollout", event("control-cancel"), done=True)
    stopped = event("rollout-stopped")
    stopped["detail"] |= {"executionArn": execution, "stateMachineArn": cluster.machine}
    stage.ask("RolloutEnded", stopped, released=True)
    stage.ask("RolloutEnded", stopped, released=False)
    if not cluster.messages(cluster.told):
        raise Mismatch("nothing was told on the topic; right is how far the rollouts were")


def _reconcile(stage: Stage, name: str, index: int = 1) -> None:
    answer = stage.ask("Reconcile", _about(stage, name, index), ignored="")
    expect("server groups looked at", [group["serverGroup"] for group in answer["serverGroups"]], [NAME])


def _about(stage: Stage, name: str, index: int) -> dict[str, Any]:
    """An event as if it was about that server."""
    sent = event(name)
    if "AutoScalingGroupName" in sent["detail"]:
        sent["detail"] |= {
            "AutoScalingGroupName": stage.cluster.servers[index].group, "EC2InstanceId": stage.cluster.instance(index)}
    return sent


def _next(
        stage: Stage, plan: dict[str, Any], course: dict[str, Any], execution: str,
        since: dict[str, Any]) -> dict[str, Any]:
    return stage.ask("NextBatch", {
        "rollout": plan, "execution": execution, "course": course, "since": since, "retries": 0, "toldAt": now()},
        decision="BATCH")


def _replace(
        stage: Stage, plan: dict[str, Any], chosen: dict[str, Any], execution: str, version: int) -> dict[str, Any]:
    """Replaces the servers of a batch and looks at them once; the course to go on with."""
    request = {
        "rollout": plan, "course": chosen["course"], "execution": execution, "servers": chosen["servers"],
        "startedAt": now(), "toldAt": ""}
    replaced = stage.ask("ReplaceServers", request, status="CHECK")
    stage.cluster.launched(version)
    stage.ask("CheckServers", request | {
        "servers": replaced["servers"], "healthyLooks": 0, "symptom": "", "toldAt": replaced["toldAt"]}, status="WAIT")
    course: dict[str, Any] = chosen["course"]
    return course


CHAPTERS: list[Callable[[Stage], None]] = [
    record_of_a_server_that_goes, identities, lifecycle, waiting, abandoned, rollout, cancelled, custom_resources,
    record_is_gone]
