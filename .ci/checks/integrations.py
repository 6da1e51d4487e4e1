"""Holds what the state machines call to the service models of AWS: operations, arguments, and what is read of the answers.

Step Functions names an operation of an SDK integration in camel case, and every argument and member of an answer in Pascal
case, whatever the service itself does: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import botocore.session
from botocore.model import ListShape, OperationModel, Shape, StructureShape

from .template_source import ROOT

RESOURCE = re.compile(r"arn:aws:states:::(aws-sdk:)?(\w+):(\w+?)(\.sync|\.sync:2|\.waitForTaskToken)?")
RESULT = re.compile(r"\$states\.result((?:\.\w+|\[\d+\])+)")

# Services whose name in a resource is not that of their model.
MODELS = {"sfn": "stepfunctions", "states": "stepfunctions", "eventbridge": "events"}
# An optimized integration hands over JSON where the API has a text or bytes; what waits for a token gets any answer.
FREE = {("lambda", "Invoke", "Payload"), ("stepfunctions", "DescribeExecution", "Output")}
# .sync:2 answers with what DescribeExecution says of the execution that ended.
ENDED = {("stepfunctions", "StartExecution", ".sync:2"): "DescribeExecution"}


@dataclass(frozen=True)
class Integration:
    where: str
    service: str
    operation: OperationModel
    answered_by: OperationModel
    pattern: str
    state: dict[str, Any]


def tasks(machine: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, state in machine["States"].items():
        if state["Type"] == "Task":
            yield f"{where}/{name}", state
        for inner in state.get("Branches", []) + [state[key] for key in ("ItemProcessor", "Iterator") if key in state]:
            yield from tasks(inner, f"{where}/{name}")


def integration(where: str, state: dict[str, Any]) -> Integration | str:
    """What a task calls; a sentence when there is no such thing."""
    resource = RESOURCE.fullmatch(state["Resource"])
    if resource is None:
        return f"{where}: {state['Resource']} is no integration that this check understands"
    service = MODELS.get(resource[2], resource[2])
    pattern = resource[4] or ""
    try:
        model = botocore.session.get_session().get_service_model(service)
    except Exception as unknown:
        return f"{where}: {state['Resource']}: {unknown}"
    name = _pascal(resource[3])
    if not resource[3][0].islower() or name not in model.operation_names:
        near = [each for each in model.operation_names if each.lower() == name.lower()]
        return f"{where}: {service} has no operation {resource[3]}; right is {near or 'one of ' + str(len(model.operation_names))}"
    answered_by = ENDED.get((service, name, pattern), name)
    return Integration(where, service, model.operation_model(name), model.operation_model(answered_by), pattern, state)


def wrong_arguments(called: Integration) -> list[str]:
    arguments = called.state.get("Arguments", {})
    if isinstance(arguments, str):
        return []
    shape = called.operation.input_shape
    found = _unknown(arguments, shape, f"{called.where}, Arguments")
    required = [_pascal(name) for name in (shape.required_members if shape else [])]
    return found + [
        f"{called.where}: {called.operation.name} needs the argument {name}" for name in required if name not in arguments]


def _unknown(value: Any, shape: Shape | None, path: str) -> list[str]:
    if isinstance(shape, ListShape) and isinstance(value, list):
        return [found for each in value for found in _unknown(each, shape.member, path)]
    if not isinstance(shape, StructureShape) or not isinstance(value, dict):
        return []
    members = {_pascal(name): member for name, member in shape.members.items()}
    wrong = [f"{path}: there is no {name}; right is one of {sorted(members)}" for name in value if name not in members]
    return wrong + [found for name, each in value.items() for found in _unknown(each, members.get(name), f"{path}.{name}")]


def wrong_results(called: Integration) -> list[str]:
    """Paths into the answer that the answer does not have."""
    if called.pattern == ".waitForTaskToken":
        return []
    read = json.dumps([called.state.get(key) for key in ("Output", "Assign")])
    return [
        f"{called.where}: {called.answered_by.name} answers no {path[1:]}; {wrong}"
        for path in sorted(set(RESULT.findall(read))) if (wrong := _off(called, path))]


def _off(called: Integration, path: str) -> str:
    """Why the answer has no such path; empty when it has."""
    shape: Shape | None = called.answered_by.output_shape
    for step in re.findall(r"\w+", path):
        if isinstance(shape, StructureShape):
            members = {_pascal(name): member for name, member in shape.members.items()}
            if step not in members:
                return f"right is one of {sorted(members)}"
            if (called.service, called.answered_by.name, step) in FREE:
                return ""
            shape = members[step]
        elif isinstance(shape, ListShape) and step.isdigit():
            shape = shape.member
        else:
            return f"'{step}' goes into what is {shape.type_name if shape else 'nothing'}"
    return ""


def wrong_errors(called: Integration) -> list[str]:
    """Errors of an SDK integration: the service's name in the SDK for Java, and an exception that its model has."""
    if "aws-sdk" not in called.state["Resource"]:
        return []
    model = called.operation.service_model
    service = re.sub(r"\W", "", model.service_id)
    known = {f"{service}.{service}Exception", f"{service}.SdkClientException"} | {
        f"{service}.{name if name.endswith('Exception') else name + 'Exception'}"
        for name in model.shape_names if model.shape_for(name).metadata.get("exception")}
    named = {
        error for handler in called.state.get("Retry", []) + called.state.get("Catch", []) for error in handler["ErrorEquals"]
        if not error.startswith("States.")}
    return [f"{called.where}: {error} is no error of {called.service}" for error in sorted(named - known)]


def _pascal(name: str) -> str:
    return name[0].upper() + name[1:]


def main() -> None:
    wrong: list[str] = []
    counted: dict[str, int] = {}
    for file in sorted((ROOT / "statemachine").glob("*.asl.json")):
        for where, state in tasks(json.loads(file.read_text()), file.name.removesuffix(".asl.json")):
            called = integration(where, state)
            if isinstance(called, str):
                wrong.append(called)
                continue
            wrong += wrong_arguments(called) + wrong_results(called) + wrong_errors(called)
            kind = state["Resource"].removeprefix("arn:aws:states:::")
            counted[kind] = counted.get(kind, 0) + 1
    for kind, count in sorted(counted.items()):
        print(f"  {count:>3} {kind}")
    if wrong:
        sys.exit("integrations: FAILED\n- " + "\n- ".join(wrong))
    print("integrations: PASSED")


if __name__ == "__main__":
    main()
