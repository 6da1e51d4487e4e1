"""Fn::ForEach, expanded a second time: by what CloudFormation's documentation says of it, independent of cfn-lint's expander.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html. What the two
expanders make different is a form that only one of them understands, and nobody knows about CloudFormation's own.
"""

import re
from typing import Any

Json = Any
Names = dict[str, str]

PLACEHOLDER = re.compile(r"\$\{[^}]*\}")


class Loops:
    """Expands a template whose parameters have these values."""

    def __init__(self, template: dict[str, Any], parameters: dict[str, Any]) -> None:
        self._mappings = template.get("Mappings", {})
        self._parameters = parameters

    def expand(self, node: Json, names: Names | None = None) -> Json:
        names = names or {}
        if isinstance(node, list):
            return [self.expand(element, names) for element in node]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (function, argument), = node.items()
            if function == "Ref":
                return self._reference(argument, names)
            if function == "Fn::Sub":
                return self._substituted(argument, names)
            if function == "Fn::FindInMap":
                return self._found(self.expand(argument, names))
            if function == "Fn::If":
                # A condition's name is never the loop's to choose.
                return {function: [argument[0], *self.expand(argument[1:], names)]}
        return self._members(node, names)

    def _members(self, node: dict[str, Json], names: Names) -> dict[str, Json]:
        expanded: dict[str, Json] = {}
        for key, value in node.items():
            parts = self._loop(value, names) if key.startswith("Fn::ForEach::") else {
                _named(key, names): self.expand(value, names)}
            if twice := parts.keys() & expanded.keys():
                raise ValueError(f"{key} makes {sorted(twice)}, which is there already")
            expanded |= parts
        return expanded

    def _loop(self, loop: Json, names: Names) -> dict[str, Json]:
        identifier, collection, output = loop
        values = self._known(self.expand(collection, names))
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise ValueError(f"the collection of the loop over {identifier} is {values}, not a list of texts")
        parts: dict[str, Json] = {}
        for value in values:
            made = self._members(output, names | {identifier: value})
            if twice := parts.keys() & made.keys():
                raise ValueError(f"the loop over {identifier} makes {sorted(twice)} twice")
            parts |= made
        return parts

    def _reference(self, argument: Json, names: Names) -> Json:
        target = self.expand(argument, names)
        return names.get(target, {"Ref": target})

    def _substituted(self, argument: Json, names: Names) -> Json:
        if isinstance(argument, list):
            text, values = _named(argument[0], names), self.expand(argument[1], names)
            return {"Fn::Sub": [text, values]} if PLACEHOLDER.search(text) else text
        text = _named(argument, names)
        return {"Fn::Sub": text} if PLACEHOLDER.search(text) else text

    def _found(self, path: list[Json]) -> Json:
        found: Json = self._mappings
        for key in path:
            if not isinstance(key, str) or key not in found:
                return {"Fn::FindInMap": path}
            found = found[key]
        return found

    def _known(self, collection: Json) -> Json:
        """What a loop goes over has to be known now, so parameters count as what they are set to."""
        if isinstance(collection, dict) and "Ref" in collection:
            return self._parameters.get(collection["Ref"], collection)
        if isinstance(collection, dict) and "Fn::FindInMap" in collection:
            return self._found([self._known(key) for key in collection["Fn::FindInMap"]])
        return collection


def _named(text: str, names: Names) -> str:
    for name, value in names.items():
        text = text.replace("${" + name + "}", value).replace("&{" + name + "}", re.sub("[^0-9A-Za-z]+", "", value))
    return text
