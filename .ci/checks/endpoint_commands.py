"""Every command of ./rollout that talks to an account, against the simulated one."""

import contextlib
import html
import os
import pty
import signal
import struct
import subprocess
import termios
from fcntl import ioctl
from pathlib import Path
from typing import Any

from .served import GROUP, PATIENCE, SERVERS, client, fail, new_version, rollout, rollout_json, until

MINE = ("--group", GROUP)
REPORT = "target/endpoint-report.html"


def execution(arn: str) -> Any:
    return client("stepfunctions").describe_execution(executionArn=arn)


def by_our_own_commands(facts: dict[str, Any]) -> None:
    nothing_runs()
    looking()
    from_start_to_end(facts)
    reported("Succeeded", "is asked: checkpoint: the canary", "lets it go on", "lunch", *instances())
    cancelled(facts)
    print("endpoint: plan, start, watch, status, pause, resume, approve, cancel, inspect, report and simulate-from did what they say")


def nothing_runs() -> None:
    """Commands have nothing to do, and say so."""
    assert not rollout_json(0, "status", *MINE)["running"]
    assert "no rollout of server group" in rollout(1, "pause", *MINE)
    for command in ("resume", "approve", "cancel", "watch"):
        rollout(1, command, *MINE)
    rollout(1, "status", "--group", "none")
    rollout(1, "plan", "--group", "none")
    rollout(2, "inspect", "--group", "none")
    rollout(1, "simulate-from", "--group", "none")
    rollout(1, "report", "--group", "none", "--output", REPORT)
    rollout(1, "report", *MINE, "--output", REPORT, "--execution", "arn:aws:states:eu-west-1:123456789012:execution:a:b")
    rollout(3, "status", *MINE, "--endpoint-url", "http://127.0.0.1:1")


def looking() -> None:
    """Commands that read."""
    inspected = rollout_json(0, "inspect", *MINE)
    assert inspected["good"] and len(inspected["servers"]) == SERVERS, inspected
    planned = rollout_json(0, "plan", *MINE)
    assert planned["starts"] and planned["toReplace"] == 0, planned
    planned = rollout_json(0, "plan", *MINE, "--replace-all", "--batch-size", "50%")
    assert planned["starts"] and planned["floor"] == SERVERS // 2 and planned["toReplace"] == SERVERS, planned
    assert planned["batchSecondsFrom"] == "measured", planned
    simulated = rollout_json(0, "simulate-from", *MINE, "--seed", "3", "--batch-size", "2")
    assert simulated["good"] and simulated["servers"] == SERVERS and simulated["batchSize"] == 2, simulated


def status() -> Any:
    return rollout_json(0, "status", *MINE)


def from_start_to_end(facts: dict[str, Any]) -> None:
    """A rollout that asks, is approved, paused, resumed, and watched to its end."""
    new_version(facts, "ami-0commands")
    start = ("start", *MINE, "--name", "story", "--checkpoint", "canary", "--bake", "600")
    started = rollout_json(0, *start)
    assert started["started"], started
    assert rollout_json(0, *start)["execution"] == started["execution"], "the same again starts nothing"
    rollout(1, *start, "--batch-size", "2")
    refused = rollout(1, "start", *MINE, "--watch", "--interval", "1")
    assert "Rollout.Refused" in refused and "another rollout is running" in " ".join(refused.split()), refused
    asked = until("it asks", lambda: (now := status())["waitingFor"] and now)
    assert asked["execution"] == started["execution"] and asked["progress"]["replaced"] == 1, asked
    assert "checkpoint: the canary" in asked["waitingFor"], asked
    rollout(0, "approve", *MINE, "--reason", "it looks good")
    assert not status()["waitingFor"]
    rollout(0, "pause", *MINE, "--reason", "lunch")
    paused = until("it is paused", lambda: (now := status())["waitingFor"] and now)
    assert "lunch" in str(paused), paused
    watched_and_left()
    assert execution(started["execution"])["status"] == "RUNNING"
    picture(started["execution"])
    rollout(0, "resume", *MINE)
    news = rollout(0, "watch", *MINE, "--interval", "1", "--plain")
    assert execution(started["execution"])["status"] == "SUCCEEDED", news
    assert f"all {SERVERS} servers of {GROUP} are at their target" in " ".join(news.split()), news
    assert rollout_json(0, "inspect", *MINE)["good"]


def watched_and_left() -> None:
    """Ctrl-C ends the watching, not the rollout."""
    told = Path("target/endpoint-watch.log")
    with told.open("w", encoding="utf-8") as output:
        watching = subprocess.Popen(["./rollout", "watch", *MINE, "--plain"], stdout=output, stderr=subprocess.STDOUT)
    until("the first news", told.read_text)
    watching.send_signal(signal.SIGINT)
    exit_code = watching.wait(PATIENCE)
    if exit_code != 130 or "The rollout goes on." not in told.read_text():
        fail(f"Ctrl-C of watch: exit {exit_code}, {told.read_text()}")


class Terminal:
    """A terminal of its own for a command."""

    def __init__(self, *arguments: str) -> None:
        self._screen, terminal = pty.openpty()
        os.set_blocking(self._screen, False)
        ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.command = subprocess.Popen(
            ["./rollout", *arguments], stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0), env=dict(os.environ, TERM="xterm-256color"))
        os.close(terminal)
        self._shown = ""

    def shown(self) -> str:
        """Everything that was written on it so far."""
        # When nothing is there, or when nobody has the terminal open any more, there is an error.
        with contextlib.suppress(OSError):
            while part := os.read(self._screen, 65536):
                self._shown += part.decode("utf-8", "replace")
        return self._shown

    def press(self, keys: bytes) -> None:
        os.write(self._screen, keys)

    def close(self) -> None:
        os.close(self._screen)


def picture(arn: str) -> None:
    """On a terminal every server has a row; Ctrl-C leaves the rollout alone."""
    terminal = Terminal("watch", *MINE)
    until("a row for every server", lambda: all(each[-6:] in terminal.shown() for each in instances()))
    terminal.press(b"\x03")
    until("the end of the watching", lambda: terminal.command.poll() is not None)
    shown = terminal.shown()
    terminal.close()
    if terminal.command.returncode != 130 or execution(arn)["status"] != "RUNNING":
        fail("Ctrl-C of the picture: " + shown)
    assert "10.0.16.4" in shown and "lunch" in shown and "The rollout goes on." in " ".join(shown.split()), shown


def reported(*texts: str) -> None:
    """The report of the last rollout has these texts."""
    rollout(0, "report", *MINE, "--output", REPORT)
    page = html.unescape(Path(REPORT).read_text(encoding="utf-8"))
    missing = [text for text in texts if text not in page]
    assert not missing, missing


def instances() -> list[str]:
    groups = client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
    return [str(i["InstanceId"]) for g in groups for i in g["Instances"]]


def cancelled(facts: dict[str, Any]) -> None:
    """A rollout that is cancelled ends with the reason; the next one goes on where it stopped."""
    new_version(facts, "ami-0cancelled")
    arn = rollout_json(0, "start", *MINE, "--bake", "3600")["execution"]
    until("the canary is replaced", lambda: (now := status())["progress"] and now["progress"]["replaced"] == 1)
    assert arn in rollout(0, "cancel", *MINE, "--reason", "a typo")
    ended = execution(arn)
    assert ended["status"] == "ABORTED" and "a typo" in ended["cause"], ended
    rollout(1, "watch", *MINE)
    reported("Stopped by a person", "a typo", *instances())
    assert rollout_json(0, "plan", *MINE)["toReplace"] == SERVERS - 1
    end = rollout(0, "start", *MINE, "--batch-size", "50%", "--watch", "--interval", "1")
    assert f"all {SERVERS} servers of {GROUP} are at their target" in " ".join(end.split()), end
