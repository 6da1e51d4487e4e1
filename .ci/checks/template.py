"""Lints the templates as they are and as they are deployed, and counts what a deploy would make.

Each template is expanded for the smallest, the usual and the largest cluster, by two expanders that have to agree: only forms
that all understand may be used, because nobody can try CloudFormation's own here.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .expand import parameters, without_loops, without_sam
from .for_each import Loops
from .template_source import ROOT, TEMPLATES, read

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
MOST_RESOURCES, MOST_BYTES, MOST_PARAMETERS, MOST_OUTPUTS = 500, 1_000_000, 200, 200
SIZE = "ClusterSize"
LINT = "from cfnlint.runner import main; main()"


@dataclass(frozen=True)
class Expanded:
    name: str
    size: str
    template: dict[str, Any]

    @property
    def text(self) -> str:
        return json.dumps(self.template, indent=1)

    @property
    def resources(self) -> int:
        return len(self.template["Resources"])


def sizes(template: dict[str, Any]) -> list[str]:
    """Of clusters: the smallest, one in between and the largest; one that says nothing for a template without a cluster."""
    if SIZE not in template["Parameters"]:
        return ["-"]
    return ["1", "3", str(template["Parameters"][SIZE]["MaxValue"])]


def expanded(name: str, size: str) -> tuple[Expanded, list[str]]:
    source = read(name)
    values = {SIZE: size} if SIZE in source["Parameters"] else {}
    loops = without_loops(source, **values)
    second = Loops(source, parameters(source, **values)).expand(source)
    differing = differences(_comparable(loops), _comparable(second))
    wrong = [
        f"{name}, size {size}: cfn-lint and for_each.py expand {path or 'the template'} to {first[:150]} and {other[:150]}: "
        "use a form that both understand" for path, first, other in differing[:5]]
    return Expanded(name, size, without_sam(loops)), wrong


def differences(first: Any, second: Any, path: str = "") -> list[tuple[str, str, str]]:
    """Where two expansions are not the same."""
    if isinstance(first, dict) and isinstance(second, dict):
        return [
            found for key in sorted(first.keys() | second.keys())
            for found in differences(first.get(key, "(nothing)"), second.get(key, "(nothing)"), f"{path}/{key}")]
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        return [
            found for at, (one, other) in enumerate(zip(first, second, strict=True))
            for found in differences(one, other, f"{path}/{at}")]
    return [] if first == second else [(path, json.dumps(first), json.dumps(second))]


def _comparable(node: Any) -> Any:
    """cfn-lint sorts what is compared with Fn::Equals, and sets the default of the size: neither means anything."""
    if isinstance(node, list):
        return [_comparable(element) for element in node]
    if not isinstance(node, dict):
        return node
    if node.keys() == {"Fn::Equals"}:
        return {"Fn::Equals": sorted(_comparable(node["Fn::Equals"]), key=json.dumps)}
    return {
        key: {k: v for k, v in value.items() if k != "Default"} if key == SIZE and isinstance(value, dict)
        else _comparable(value) for key, value in node.items()}


def too_much(each: Expanded, largest: bool) -> list[str]:
    found = {
        "resources": (each.resources, MOST_RESOURCES), "bytes": (len(each.text.encode()), MOST_BYTES),
        "parameters": (len(each.template["Parameters"]), MOST_PARAMETERS),
        "outputs": (len(each.template.get("Outputs", {})), MOST_OUTPUTS)}
    wrong = [
        f"{each.name}, size {each.size}: {count} {what}; CloudFormation takes {most}"
        for what, (count, most) in found.items() if count > most]
    if largest and each.size != "-":
        one = sum(f"{name[:-1]}{int(each.size) - 1}" in each.template["Resources"]
                  for name in each.template["Resources"] if re.fullmatch(r"\D+0", name))
        if each.resources + one <= MOST_RESOURCES:
            wrong.append(
                f"{each.name}: with {each.size} servers there are {each.resources} resources, and {one} more for one more: "
                f"allow more servers, {MOST_RESOURCES} resources may be")
    return wrong


def lint(name: str, file: Path) -> list[str]:
    """Everything that cfn-lint warns of; what it shall not is said, and why, in the template's own Metadata."""
    run = subprocess.run(
        [sys.executable, "-c", LINT, "--format", "json", "--non-zero-exit-code", "none", "-t", str(file)], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.returncode or run.stderr:
        return [f"{name}: cfn-lint ended with {run.returncode}: {run.stderr[-2000:]}"]
    return [
        f"{name}:{match['Location']['Start']['LineNumber']}: {match['Rule']['Id']} {match['Message']}"
        for match in json.loads(run.stdout) if match["Level"] in ("Error", "Warning")]


def unexplained(name: str, node: Any, path: str = "") -> list[str]:
    """Checks that are ignored without a reason."""
    if isinstance(node, list):
        return [found for at, each in enumerate(node) for found in unexplained(name, each, f"{path}/{at}")]
    if not isinstance(node, dict):
        return []
    wrong = [
        f"{name}: {path}/cfn-lint ignores checks without a reason: write one beside 'config', as 'reason'"
        for key, value in node.items() if key == "cfn-lint" and not value.get("reason")]
    return wrong + [found for key, value in node.items() for found in unexplained(name, value, f"{path}/{key}")]


def main() -> None:
    began = time.monotonic()
    wrong = [found for name in TEMPLATES for found in unexplained(name, read(name))]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as two:
        lints = [two.submit(lint, name, ROOT / name) for name in TEMPLATES]
        print(f"  {'template':20} {'servers':>7} {'resources':>9} {'bytes':>9} {'parameters':>10} {'outputs':>7}")
        for name in TEMPLATES:
            every = sizes(read(name))
            for size in every:
                each, differing = expanded(name, size)
                wrong += differing + too_much(each, size == every[-1])
                file = Path(folder) / f"{name.removesuffix('.yaml')}-{size}.json"
                # What the loops went over is not used any more.
                linted = {key: value for key, value in each.template.items()
                          if key != "Mappings" or "Fn::FindInMap" in each.text}
                file.write_text(json.dumps(linted, indent=1))
                lints.append(two.submit(lint, file.name, file))
                print(
                    f"  {name:20} {size:>7} {each.resources:>9} {len(each.text.encode()):>9} "
                    f"{len(each.template['Parameters']):>10} {len(each.template.get('Outputs', {})):>7}", flush=True)
        wrong += [found for each_lint in lints for found in each_lint.result()]
    if wrong:
        sys.exit("template: FAILED\n- " + "\n- ".join(wrong))
    print(f"template: PASSED, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
