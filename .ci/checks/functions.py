"""The functions of the template, as Lambda configures them."""

from typing import Any

from .lambda_process import Configuration
from .template_source import read

FUNCTION = "AWS::Serverless::Function"

# What the template may set, which does not concern how a function is started here.
ELSEWHERE = {
    "Architectures", "AutoPublishAlias", "AutoPublishAliasAllProperties", "CodeUri", "Description", "EventInvokeConfig",
    "Events", "FunctionName", "MemorySize", "ReservedConcurrentExecutions", "Role", "Tracing"}


def configurations(template: str, environment: dict[str, str]) -> list[Configuration]:
    """One for each function of a template.

    environment: a value for each variable that functions may have; which of them each has, the template says.
    """
    source = read(template)
    shared = source.get("Globals", {}).get("Function", {})
    return [
        _configuration(name, shared, resource["Properties"], environment)
        for name, resource in source["Resources"].items()
        if isinstance(resource, dict) and resource.get("Type") == FUNCTION]


def _configuration(
        name: str, shared: dict[str, Any], own: dict[str, Any], values: dict[str, str]) -> Configuration:
    properties = shared | own
    if unknown := properties.keys() - ELSEWHERE - {
            "Environment", "Handler", "LoggingConfig", "Runtime", "SnapStart", "Timeout"}:
        raise SystemExit(f"{name} has {sorted(unknown)}: teach .ci/checks/functions.py what they mean for its start")
    if properties["Runtime"] != "java25":
        raise SystemExit(f"{name} has the runtime {properties['Runtime']}; only java25 can be started here")
    variables = _variables(shared) | _variables(own)
    if unset := variables.keys() - values.keys():
        raise SystemExit(f"{name} gets {sorted(unset)}, of which .ci/checks/laboratory.py knows no value")
    logging = shared.get("LoggingConfig", {}) | own.get("LoggingConfig", {})
    return Configuration(
        name, properties["Handler"],
        # A number is what the template says; all else stands for something in the cluster.
        {key: str(value) if isinstance(value, int) else values[key] for key, value in variables.items()}
        | {"AWS_LAMBDA_LOG_FORMAT": logging.get("LogFormat", "Text").upper()},
        properties["Timeout"], properties.get("SnapStart", {}).get("ApplyOn") == "PublishedVersions")


def _variables(properties: dict[str, Any]) -> dict[str, Any]:
    variables: dict[str, Any] = properties.get("Environment", {}).get("Variables", {})
    return variables
