"""Starts every function of the template as Lambda does, asks it what it is asked in an account, and looks at what it asked AWS.

Fails when one does not start or answers wrongly, when its log tells of classes that do not fit together, and when an
operation of AWS that our code can call was never answered.
"""

import sys
import time
from pathlib import Path

from .cluster import Cluster
from .lambda_process import Configuration
from .laboratory import laboratory
from .moto_server import MotoServer
from .operations import Operation, callable_operations, not_proven, table
from .runtime_api import Credentials
from .stage import Mismatch, Stage, unread
from .story import CHAPTERS

# Operations that no function calls, and who does.
EXCUSED: dict[Operation, str] = {}


def unchecked(_: MotoServer, __: Cluster, functions: list[Configuration]) -> dict[str, Credentials]:
    """Credentials that only tell the functions apart: moto lets everybody do everything."""
    return {each.name: Credentials(f"ASIA{each.name.upper()}", "secret", "token") for each in functions}


def tell(stage: Stage) -> list[str]:
    """What went wrong in the story, chapter by chapter."""
    wrong = []
    for chapter in CHAPTERS:
        began = time.monotonic()
        try:
            chapter(stage)
        except Mismatch as mismatch:
            wrong.append(f"{chapter.__name__}: {mismatch}")
        print(f"functions-start: {chapter.__name__}, {time.monotonic() - began:.0f} s", flush=True)
    return wrong


def inspect(stage: Stage, classes: Path, javap: Path) -> list[str]:
    wrong = [
        f"{name} was asked {stage.asked.get(name, 0)} times; right is at least twice, in one process"
        for name in stage.processes if stage.asked.get(name, 0) < 2]
    wrong += [
        f"{name} wrote about classes that do not fit together:\n  " + "\n  ".join(process.broken()[:5])
        for name, process in stage.processes.items() if process.broken()]
    wrong += [
        f"{name} was not primed before its snapshot:\n  " + "\n  ".join(process.not_primed())
        for name, process in stage.processes.items() if process.not_primed()]
    wrong += [
        f"{name} began with {process.sequence[:2]}; right is its snapshot (restore/next) before its first event"
        for name, process in stage.processes.items() if process.configuration.snap_start
        and process.sequence[:2] != ["restore/next", "invocation/next"]]
    wrong += [f"events/{name}.json was sent to no function: let .ci/checks/story.py send it" for name in unread()]
    print("functions-start: operations of AWS, who answered them, how, and who asked\n" + table(stage.calls()))
    return wrong + not_proven(callable_operations(javap, classes), stage.calls(), EXCUSED)


def main() -> None:
    began = time.monotonic()
    try:
        with laboratory(unchecked) as (stage, installation):
            print(f"functions-start: {len(stage.processes)} functions started after {time.monotonic() - began:.0f} s")
            javap = installation.java.with_name("javap")
            wrong = tell(stage) + inspect(stage, installation.task / "io", javap)
    except Mismatch as mismatch:
        wrong = [str(mismatch)]
    if wrong:
        sys.exit("functions-start: FAILED\n- " + "\n- ".join(wrong))
    print(f"functions-start: PASSED, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
