"""What the template lets each function do in the cluster in moto."""

from typing import Any

from .cluster import DOMAIN, NAME, SERVERS, Cluster
from .expand import parameters, without_loops, without_sam
from .intrinsics import Resolver
from .lambda_process import ACCOUNT, REGION
from .template_source import read

Statement = dict[str, Any]

# The module of the SDK, and the prefix of its actions.
PREFIXES = {"cloudwatch": "cloudwatch", "eventbridge": "events", "sfn": "states", "elasticloadbalancingv2": "elasticloadbalancing"}


def action(module: str, operation: str) -> str:
    return f"{PREFIXES.get(module, module)}:{operation}"


def statements(cluster: Cluster, functions: list[str]) -> dict[str, list[Statement]]:
    """The statements of the role of each function, with everything the cluster can have switched on."""
    size = str(SERVERS)
    template = without_sam(without_loops(read("template.yaml"), ClusterSize=size))
    chosen = parameters(
        template, ClusterName=NAME, ClusterSize=size, VpcId=cluster.vpc, SubnetIds=",".join(cluster.subnets()),
        Route53HostedZoneId=cluster.zone, DnsNameCommonPortion=DOMAIN, EbsVolumeSize="8", ElbNames=NAME,
        TargetGroupArns=cluster.target_group, KafkaBootstrapServers="broker:9092", AllowedInboundCidrBlocks="10.0.0.0/8")
    resolver = Resolver(template, chosen, names(cluster))
    return {
        name: [
            statement for policy in _policies(template["Resources"], f"{name}Role")
            for statement in resolver.resolve(policy["PolicyDocument"])["Statement"]]
        for name in functions}


def _policies(resources: dict[str, Any], role: str) -> list[Statement]:
    """The policies inside a role, and those that are resources of their own."""
    apart = [
        each["Properties"] for each in resources.values()
        if each["Type"] == "AWS::IAM::RolePolicy" and each["Properties"]["RoleName"] == {"Ref": role}]
    inside: list[Statement] = resources[role]["Properties"].get("Policies", [])
    return inside + apart


def names(cluster: Cluster) -> dict[tuple[str, str], str]:
    """What the resources that policies name are called in moto."""
    table = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{cluster.lock_table}"
    return {
        ("Locks", ""): cluster.lock_table, ("Locks", "Arn"): table,
        ("DeadLetters", ""): cluster.letters, ("DeadLetters", "Arn"): f"arn:aws:sqs:{REGION}:{ACCOUNT}:{NAME}-dead-letters",
        ("Progress", ""): cluster.topic,
        ("LaunchTemplate", ""): cluster.template,
        ("RollingDeploy", ""): cluster.machine, ("RollingDeploy", "Arn"): cluster.machine,
        ("RollingDeploy", "Name"): cluster.machine.split(":")[-1],
        ("DeployStack", ""): cluster.stack_machine, ("DeployStack", "Arn"): cluster.stack_machine,
        ("DeployStack", "Name"): cluster.stack_machine.split(":")[-1]}


def actions(statement: Statement) -> list[str]:
    listed = statement["Action"]
    return [listed] if isinstance(listed, str) else listed
