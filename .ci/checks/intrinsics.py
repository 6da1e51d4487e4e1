"""What an expanded template says once its parameters and the names of its resources are known."""

import re
from collections.abc import Callable
from typing import Any

from .lambda_process import ACCOUNT, REGION

Json = Any

NOTHING = object()  # What {"Ref": "AWS::NoValue"} stands for.
PSEUDO: dict[str, Json] = {
    "AWS::AccountId": ACCOUNT, "AWS::NoValue": NOTHING, "AWS::Partition": "aws", "AWS::Region": REGION,
    "AWS::StackName": "tools", "AWS::URLSuffix": "amazonaws.com"}


class Resolver:
    """attributes: what a resource has by its logical id and the attribute's name; '' is what Ref gives."""

    def __init__(
            self, template: dict[str, Json], parameters: dict[str, Json], attributes: dict[tuple[str, str], str]) -> None:
        self._template = template
        self._names: dict[str, Json] = PSEUDO | parameters
        self._attributes = attributes
        self._functions: dict[str, Callable[[Json], Json]] = {
            "Fn::And": lambda a: all(self.resolve(each) for each in a),
            "Fn::Equals": lambda a: self.resolve(a[0]) == self.resolve(a[1]),
            "Fn::GetAtt": lambda a: self._attribute(*(a.split(".", 1) if isinstance(a, str) else a)),
            "Fn::If": lambda a: self.resolve(a[1] if self._holds(a[0]) else a[2]),
            "Fn::Join": lambda a: self.resolve(a[0]).join(self.resolve(a[1])),
            "Fn::Not": lambda a: not self.resolve(a[0]),
            "Fn::Or": lambda a: any(self.resolve(each) for each in a),
            "Fn::Select": lambda a: self.resolve(a[1])[int(self.resolve(a[0]))],
            "Fn::Split": lambda a: self.resolve(a[1]).split(a[0]),
            "Fn::Sub": self._substituted,
            "Condition": self._holds,
            "Ref": self._reference,
        }

    def resolve(self, node: Json) -> Json:
        if isinstance(node, list):
            return [value for value in map(self.resolve, node) if value is not NOTHING]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (function, argument), = node.items()
            # A policy's own "Condition" holds an object, a reference to a condition a name.
            if function in self._functions and not (function == "Condition" and isinstance(argument, dict)):
                return self._functions[function](argument)
        resolved = {key: self.resolve(value) for key, value in node.items()}
        return {key: value for key, value in resolved.items() if value is not NOTHING}

    def _holds(self, condition: str) -> bool:
        return bool(self.resolve(self._template["Conditions"][condition]))

    def _reference(self, name: str) -> Json:
        return self._names[name] if name in self._names else self._attribute(name, "")

    def _attribute(self, logical_id: str, attribute: str) -> str:
        """One that nobody knows gets a name of its own, which equals nothing."""
        return self._attributes.get((logical_id, attribute), f"{logical_id}.{attribute}" if attribute else logical_id)

    def _substituted(self, argument: Json) -> str:
        text, values = (argument, {}) if isinstance(argument, str) else argument

        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in values:
                return str(self.resolve(values[name]))
            return str(self._attribute(*name.split(".", 1)) if "." in name else self._reference(name))

        return re.sub(r"\$\{([^}]+)\}", value, text)
