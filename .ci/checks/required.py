"""Holds the list of the members that AWS requires, which the tests of the simulator use, to the service models.

The SDK for Java does not say which members of a request or a response are required; botocore has the models. The list has a line
per message: the service as the SDK for Java calls it, the operation, what it is, and the paths of what must be there wherever
that of which it is a part is. With --write the list is written anew for the operations that are in it.
"""

import sys
from collections.abc import Iterator

import botocore.session
from botocore.model import ListShape, MapShape, Shape, StructureShape

from .template_source import ROOT

LIST = ROOT / "simulator/src/test/resources/required-members.txt"
MODELS = {
    "autoscaling": "autoscaling", "cloudformation": "cloudformation", "cloudwatch": "cloudwatch", "dynamodb": "dynamodb",
    "ec2": "ec2", "elasticloadbalancing": "elb", "elasticloadbalancingv2": "elbv2", "eventbridge": "events", "route53": "route53",
    "sfn": "stepfunctions", "sns": "sns", "sqs": "sqs"}


def required(shape: Shape | None, path: str, above: tuple[str, ...] = ()) -> Iterator[str]:
    """The paths of what a shape requires, down to where it would repeat itself."""
    if shape is None or shape.name in above:
        return
    inside = (*above, shape.name)
    if isinstance(shape, StructureShape):
        for name, member in shape.members.items():
            at = f"{path}.{name}" if path else name
            if name in shape.required_members:
                yield at
            yield from required(member, at, inside)
    elif isinstance(shape, ListShape):
        yield from required(shape.member, f"{path}[]", inside)
    elif isinstance(shape, MapShape):
        yield from required(shape.value, f"{path}[]", inside)


def lines(service: str, operation: str) -> list[str]:
    model = botocore.session.get_session().get_service_model(MODELS[service]).operation_model(operation)
    return [
        " ".join([service, operation, what, *sorted(required(shape, ""))])
        for what, shape in (("request", model.input_shape), ("response", model.output_shape))]


def main() -> None:
    listed = LIST.read_text().splitlines()
    operations = sorted({tuple(line.split(" ")[:2]) for line in listed})
    right = [line for service, operation in operations for line in lines(service, operation)]
    if "--write" in sys.argv:
        LIST.write_text("".join(f"{line}\n" for line in right))
    elif wrong := [line for line in right if line not in listed] + [line for line in listed if line not in right]:
        sys.exit(f"required: FAILED, {LIST.relative_to(ROOT)} is not what the models say; write it anew with --write:\n- "
                 + "\n- ".join(wrong))
    members = sum(len(line.split(" ")) - 3 for line in right)
    print(f"required: PASSED, {members} members of {len(operations)} operations")


if __name__ == "__main__":
    main()
