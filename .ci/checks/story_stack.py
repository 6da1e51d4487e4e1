"""What CloudFormation asks the functions of custom resources, and what the state machine that rolls for it asks."""

import json
from typing import Any

from .cluster import DOMAIN, NAME, SERVERS
from .stack_answers import StackAnswers
from .stage import Mismatch, Stage, event, expect, now

GONE = f"{SERVERS}.{DOMAIN}"


def custom_resources(stage: Stage) -> None:
    answers = StackAnswers()
    _inputs(stage, answers)
    _rollout(stage, answers)


def record_of_a_server_that_goes(stage: Stage) -> None:
    """It is looked for again when a reconcile that had read it before can write it no more: as late as there is time."""
    cluster, answers = stage.cluster, StackAnswers()
    cluster.record(GONE, "10.0.0.77")
    claim = {
        "ServerGroup": NAME, "Index": str(SERVERS), "HostedZoneId": cluster.zone, "Name": GONE, "Address": "10.0.0.77"}
    stage.ask("DnsRecords", answers.request("custom-dns-records-create", claim), status="SUCCESS")
    renamed = answers.request("custom-dns-records-update", claim | {"Name": f"new-{GONE}"}, {"Name": f"old-{GONE}"})
    stage.meanwhile("DnsRecords", renamed, 40)
    stage.meanwhile("DnsRecords", answers.request("custom-dns-records-delete", claim), 60)


def record_is_gone(stage: Stage) -> None:
    for outcome in stage.settle():
        expect("what CloudFormation was answered", getattr(outcome, "value", {}).get("status"), "SUCCESS")
    expect("the record of a server that is gone", stage.cluster.address_of(GONE), "")


def _inputs(stage: Stage, answers: StackAnswers) -> None:
    cluster = stage.cluster
    subnets = cluster.subnets()
    inputs = {
        "ServerGroup": NAME, "ClusterName": NAME, "ClusterSize": str(SERVERS), "VpcId": cluster.vpc, "SubnetIds": subnets,
        "Route53HostedZoneId": cluster.zone, "DnsNameCommonPortion": DOMAIN, "ElbNames": [NAME],
        "TargetGroupArns": [cluster.target_group]}
    name = "custom-cluster-inputs-create"
    stage.ask("ClusterInputs", answers.request(name, inputs), status="SUCCESS")
    wrong = answers.request(name, inputs | {"VpcId": "vpc-0123456789abcdef0"})
    stage.ask("ClusterInputs", wrong, status="FAILED")
    update = wrong | {
        "RequestType": "Update", "PhysicalResourceId": f"{NAME}-CheckedInputs", "OldResourceProperties": inputs,
        "StackId": cluster.stack("updated", "UPDATE_IN_PROGRESS")}
    stage.ask("ClusterInputs", update, status="FAILED")
    rollback = update | {"StackId": cluster.stack("rolled-back", "UPDATE_ROLLBACK_IN_PROGRESS")}
    stage.ask("ClusterInputs", rollback, status="SUCCESS")
    zones = answers.request("custom-subnet-zones-create", {"ServerGroup": NAME, "SubnetIds": subnets})
    stage.ask("ClusterInputs", zones, status="SUCCESS")
    right = ",".join(server.zone for server in cluster.servers)
    expect("zones that were answered", _last(answers, "SUCCESS")["Data"]["Zones"], right)


def _rollout(stage: Stage, answers: StackAnswers) -> None:
    cluster = stage.cluster
    cluster.new_template_version()
    properties = {"ServerGroup": NAME, "LaunchTemplateVersion": "3", "WaitForCapacityTimeoutMinutes": "0", "Links": "1"}
    stage.ask("RolloutResource", answers.request("custom-rollout-create", properties), status="STARTED")
    request = answers.request("custom-rollout-update", properties, {"LaunchTemplateVersion": "2"})
    stage.ask("RolloutResource", request, status="STARTED")
    seen = {key: value for key, value in request.items() if key != "ResponseURL"}
    look = {
        "request": seen, "stackStatus": "UPDATE_IN_PROGRESS", "execution": "", "hadCapacity": False,
        "afterAnother": False,
        "startedAt": now()}
    cluster.execution("begun")
    stage.ask("StackRollout", look, decision="WAIT")
    _end_rollouts(stage)
    stage.ask("StackRollout", look, decision="START")
    stage.ask("StackRollout", look | {"execution": cluster.execution("stack")}, decision="WAIT")
    answer = {"event": request, "answer": {"status": "SUCCESS", "reason": "rolled", "data": {"Execution": "arn"}}}
    stage.ask("AnswerStack", answer, status="SUCCESS")
    expect("the identity that was answered", _last(answers, "SUCCESS")["PhysicalResourceId"], request["PhysicalResourceId"])
    stage.ask("AnswerStack", _ended(stage, request), status="FAILED")
    stage.ask("RolloutResource", answers.request("custom-rollout-delete", properties), status="SUCCESS")
    running = cluster.states.list_executions(stateMachineArn=cluster.stack_machine, statusFilter="RUNNING")["executions"]
    expect("executions of a resource that is gone", running, [])
    expect("rollouts of a resource that is gone", _rollouts(stage), [])


def _rollouts(stage: Stage) -> list[str]:
    """Those that run, also the ones that earlier stories have left."""
    states, machine = stage.cluster.states, stage.cluster.machine
    listed = states.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]
    return [each["executionArn"] for each in listed]


def _end_rollouts(stage: Stage) -> None:
    for execution in _rollouts(stage):
        stage.cluster.states.stop_execution(executionArn=execution)


def _ended(stage: Stage, request: dict[str, Any]) -> dict[str, Any]:
    """The event of an execution that was stopped before it had answered."""
    ended = event("custom-rollout-not-answered")
    ended["detail"] |= {"stateMachineArn": stage.cluster.stack_machine, "input": json.dumps(request)}
    return ended


def _last(answers: StackAnswers, status: str) -> dict[str, Any]:
    if not answers.received or answers.received[-1]["Status"] != status:
        raise Mismatch(f"CloudFormation was last answered {answers.received[-1:]}; right is {status}")
    return answers.received[-1]
