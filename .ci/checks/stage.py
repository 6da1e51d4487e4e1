"""The functions at work on one cluster: started two at a time, then asked one after the other."""

import contextlib
import datetime
import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .cluster import Cluster
from .lambda_process import Configuration, Installation, LambdaProcess
from .moto_server import MotoServer
from .recorder import Call
from .runtime_api import Answered, Credentials, Failed, Outcome

EVENTS = Path(__file__).parents[2] / "events"
READ: set[str] = set()

# The order of what a function with SnapStart asks the Runtime API: initialised and ready for its snapshot, then restored.
RESTORED = ["restore/next", "invocation/next"]


class Mismatch(Exception):
    """What was found and what would be right."""


@dataclass
class Stage:
    moto: MotoServer
    cluster: Cluster
    processes: dict[str, LambdaProcess]
    keys: dict[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    # What each function was asked last, and how many calls of functions there had been by then.
    last: dict[str, tuple[object, int]] = field(default_factory=dict)
    pending: list[Future[Outcome]] = field(default_factory=list)
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def try_asking(self, function: str, payload: object, remember: bool = True, seconds: float | None = None) -> Outcome:
        self.asked[function] = self.asked.get(function, 0) + 1
        if remember:
            self.last[function] = payload, len(self.calls())
        return self.processes[function].invoke(payload, seconds)

    def ask(self, function: str, payload: object, **right: object) -> dict[str, Any]:
        """The function's answer, whose fields have to be right."""
        outcome = self.try_asking(function, payload)
        if not isinstance(outcome, Answered) or not isinstance(outcome.value, dict):
            raise Mismatch(f"{function} was asked {json.dumps(payload)[:300]} and gave {outcome}; right is {right}")
        for name, value in right.items():
            expect(f"{function}, '{name}' of {outcome.value}", outcome.value.get(name), value)
        return outcome.value

    def meanwhile(self, function: str, payload: object, seconds: float) -> None:
        """Asks what takes long, and lets the function know that it has so many seconds."""
        self.pending.append(self._threads.submit(self.try_asking, function, payload, True, seconds))

    def settle(self) -> list[Outcome]:
        """What came of it."""
        outcomes = [each.result() for each in self.pending]
        self.pending.clear()
        return outcomes

    def calls(self) -> list[tuple[str, Call]]:
        """What functions asked of AWS, and which did."""
        by_key = {key: function for function, key in self.keys.items()}
        return [(by_key[call.key], call) for call in self.moto.recorder.calls if call.key in by_key]


def expect(what: str, found: object, right: object) -> None:
    if found != right:
        raise Mismatch(f"{what} is {found!r}; right is {right!r}")


def now() -> str:
    """As Step Functions and our functions write times."""
    return datetime.datetime.now(datetime.UTC).isoformat().replace("+00:00", "Z")


def event(name: str) -> dict[str, Any]:
    """One of the files of events/."""
    READ.add(name)
    read: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text())
    return read


def unread() -> list[str]:
    """The files of events/ that nobody was sent."""
    return sorted({file.stem for file in EVENTS.glob("*.json")} - READ)


@contextlib.contextmanager
def staged(
        installation: Installation, configurations: list[Configuration], logs: Path,
        moto: MotoServer, cluster: Cluster, credentials: dict[str, Credentials]) -> Iterator[Stage]:
    """Starts every function; fails with everything that did not start as Lambda would have it."""
    processes = {
        each.name: LambdaProcess(installation, each, moto.endpoint, logs) for each in configurations}
    stage = Stage(moto, cluster, processes, {name: own.key for name, own in credentials.items()})
    try:
        for name, process in processes.items():
            process.use(credentials[name])
        with ThreadPoolExecutor(2) as two:
            wrong = [text for text in two.map(_start, processes.values()) if text]
        if wrong:
            raise Mismatch("\n".join(wrong))
        yield stage
    finally:
        for process in processes.values():
            process.stop()


def _start(process: LambdaProcess) -> str:
    """What was wrong; empty when nothing was."""
    name = process.configuration.name
    failure: Failed | None = process.start()
    if failure is not None:
        return f"{name} did not start: {failure}\n{process.log()[-2000:]}"
    right = RESTORED if process.configuration.snap_start else RESTORED[1:]
    if process.sequence != right:
        return f"{name} asked the Runtime API for {process.sequence}; right is {right}"
    return ""
