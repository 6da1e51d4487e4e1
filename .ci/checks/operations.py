"""Which operations of AWS our compiled code can call, and which of them were called over the wire."""

import re
import subprocess
from collections import defaultdict
from pathlib import Path

from .moto_server import ANSWERED_HERE
from .recorder import Call

Operation = tuple[str, str]

CALL = re.compile(r"software/amazon/awssdk/services/(\w+)/(\w+)Client\.(\w+):")
NO_OPERATIONS = {"builder", "close", "create", "serviceClientConfiguration", "serviceName", "waiter", "<init>"}


def callable_operations(javap: Path, classes: Path) -> dict[Operation, set[str]]:
    """Every operation of an SDK client that a class calls or hands on to be called, and the classes that do."""
    found: dict[Operation, set[str]] = defaultdict(set)
    files = sorted(str(file) for file in classes.rglob("*.class"))
    code = subprocess.run(
        [str(javap), "-p", "-v", *files], check=True, stdout=subprocess.PIPE, text=True).stdout
    current = ""
    for line in code.splitlines():
        if header := re.match(r"Classfile .*/(\w+)[\w$]*\.class$", line):
            current = header[1]
        # Of the constant pool: a call, and a reference to a method, both have their entry there.
        if (call := CALL.search(line)) and call[3] not in NO_OPERATIONS:
            name = call[3].removesuffix("Paginator")
            found[call[1], name[0].upper() + name[1:]].add(current)
    return found


def table(calls: list[tuple[str, Call]]) -> str:
    """Who called what, and the statuses of the answers."""
    functions: dict[Operation, set[str]] = defaultdict(set)
    statuses: dict[Operation, set[int]] = defaultdict(set)
    for function, call in calls:
        functions[call.module, call.operation].add(function)
        statuses[call.module, call.operation].add(call.status)
    lines = []
    for operation in sorted(functions):
        answered = "this check" if operation in ANSWERED_HERE else "moto"
        told = "/".join(str(status) for status in sorted(statuses[operation]))
        lines.append(f"  {'.'.join(operation):62} {answered:11} {told:9} {', '.join(sorted(functions[operation]))}")
    return "\n".join(lines)


def not_proven(able: dict[Operation, set[str]], calls: list[tuple[str, Call]], excused: dict[Operation, str]) -> list[str]:
    """What is wrong: an operation that nobody was answered, or an excuse that is not needed."""
    answered = {(call.module, call.operation) for _, call in calls if call.status == 200}
    wrong = [
        f"{'.'.join(operation)} ({', '.join(sorted(classes))}) was never answered: let .ci/checks/story.py ask for it"
        for operation, classes in sorted(able.items()) if operation not in answered and operation not in excused]
    wrong += [
        f"{'.'.join(operation)} is excused ('{why}'), but it is {'answered' if operation in answered else 'not called'}"
        for operation, why in excused.items() if operation in answered or operation not in able]
    wrong += [
        f"{'.'.join(operation)} was called, but no class of ours calls it: is the recorder wrong?"
        for operation in sorted({(call.module, call.operation) for _, call in calls} - able.keys())]
    return wrong
