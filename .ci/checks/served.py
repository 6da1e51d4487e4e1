"""A simulated account that is served, and who uses it: boto3, the AWS CLI and the rollout command."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import boto3

SERVERS = 4
GROUP = "confluent-tools"
PATIENCE = 180


def fail(what: str) -> NoReturn:
    sys.exit("endpoint: FAILED, " + what)


class Served:
    """`./rollout serve`, from when it can be asked until the end of the block."""

    def __enter__(self) -> "Served":
        Path("target").mkdir(exist_ok=True)
        self._log = open("target/endpoint-check.log", "w", encoding="utf-8")
        self._process = subprocess.Popen(
            ["./rollout", "serve", "--json", "--port", "0", "--pace", "120", "--seed", "11",
             "--servers", str(SERVERS), "--verbose"],
            stdout=subprocess.PIPE, stderr=self._log, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            fail("serve ended: " + self.log())
        self.facts: dict[str, Any] = json.loads(line)
        os.environ.update(self.facts["environment"])
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self.exit_code = self._process.wait(30)
        self._log.close()

    def log(self) -> str:
        return Path(self._log.name).read_text(encoding="utf-8")


def client(service: str) -> Any:
    return boto3.client(service, endpoint_url=os.environ["AWS_ENDPOINT_URL"])


def aws_run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["aws", "--endpoint-url", os.environ["AWS_ENDPOINT_URL"], "--output", "json", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
        timeout=PATIENCE)


def aws(*arguments: str) -> Any:
    """What the AWS CLI answers."""
    run = aws_run(*arguments)
    if run.returncode:
        fail(f"aws {' '.join(arguments)}: {run.stderr}")
    return json.loads(run.stdout) if run.stdout.strip() else None


def rollout(exit_code: int, *arguments: str) -> str:
    """What the rollout command prints, which has to end with this exit code."""
    run = subprocess.run(
        ["./rollout", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
        timeout=PATIENCE)
    if run.returncode != exit_code:
        fail(f"rollout {' '.join(arguments)}: exit {run.returncode}, right is {exit_code}: {run.stdout}{run.stderr}")
    return run.stdout


def rollout_json(exit_code: int, *arguments: str) -> Any:
    return json.loads(rollout(exit_code, *arguments, "--json"))


def until(what: str, look: Callable[[], Any]) -> Any:
    """What a look finds, once it finds something."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > end:
            fail(f"after {PATIENCE} s still not: {what}")
        time.sleep(0.3)
    return found


def followed(describe: Callable[[], Any]) -> str:
    """The status an execution ends with."""

    def ended() -> str:
        status = str(describe()["status"])
        return "" if status == "RUNNING" else status

    return str(until("the end of the rollout", ended))


def new_version(facts: dict[str, Any], image: str) -> int:
    """The number of a launch template version with this image, made by the AWS CLI."""
    made = aws(
        "ec2", "create-launch-template-version", "--launch-template-id", facts["launchTemplate"],
        "--launch-template-data", f"ImageId={image},InstanceType=t3.medium")
    return int(made["LaunchTemplateVersion"]["VersionNumber"])
