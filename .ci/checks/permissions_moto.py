"""Runs the functions with what their roles allow, and again with one action less.

How moto enforces (moto/iam/access_control.py): it checks the signature and looks for an Allow of the action that the request
names. Of resources it knows, apart from a few services, only '*', and a statement with any condition allows nothing; so here
statements are reduced to their actions, on all resources. That a role names the right resources, and that its conditions
are met, is not proven by this check. CloudWatch's actions carry in moto the prefix of its signing name, monitoring. Signatures
are not checked: moto computes other ones than everybody else for GET requests with a query.
"""

import json
import sys
import time
from typing import Any

from moto.core.authorization import enable_iam_authentication
from moto.iam.access_control import IAMRequestBase

from .cluster import Cluster
from .lambda_process import Configuration
from .laboratory import laboratory
from .moto_server import MotoServer
from .policies import action, actions, statements
from .runtime_api import Credentials
from .stage import Mismatch, Stage
from .story import CHAPTERS

DENIED = 403
POLICY = "what-the-template-allows"


class Roles:
    """A role in moto for each function."""

    def __init__(self) -> None:
        self.allowed: dict[str, list[str]] = {}
        self._iam: Any = None

    def issue(self, moto: MotoServer, cluster: Cluster, functions: list[Configuration]) -> dict[str, Credentials]:
        self._iam, sts = moto.client("iam"), moto.client("sts")
        issued = {}
        for name, every in statements(cluster, [each.name for each in functions]).items():
            self.allowed[name] = sorted({
                each for statement in every if statement["Effect"] == "Allow" for each in actions(statement)})
            role = self._iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps({
                "Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}))
            self.allow(name, self.allowed[name])
            session = sts.assume_role(RoleArn=role["Role"]["Arn"], RoleSessionName=name)["Credentials"]
            issued[name] = Credentials(session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
        return issued

    def allow(self, name: str, allowed: list[str]) -> None:
        spelt = [each.replace("cloudwatch:", "monitoring:") for each in allowed]
        self._iam.put_role_policy(RoleName=name, PolicyName=POLICY, PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": spelt, "Resource": "*"}]}))


def allowed_is_enough(stage: Stage) -> list[str]:
    wrong = []
    for chapter in CHAPTERS:
        try:
            chapter(stage)
        except Mismatch as mismatch:
            wrong.append(f"{chapter.__name__}: {mismatch}")
    denied = {(function, action(call.module, call.operation)) for function, call in stage.calls() if call.status == DENIED}
    return [f"{function} was denied {what}: allow it in {function}Role" for function, what in sorted(denied)] + wrong


def less_is_not(stage: Stage, roles: Roles) -> list[str]:
    """Takes from each role the action that its function needs first, and asks the function once more what it was asked last."""
    wrong = []
    for function, (payload, first_call) in stage.last.items():
        needed = [action(call.module, call.operation) for name, call in stage.calls()[first_call:] if name == function]
        if not needed:
            continue
        roles.allow(function, [each for each in roles.allowed[function] if each != needed[0]])
        before = len(stage.calls())
        stage.try_asking(function, payload, remember=False)
        after = [
            (action(call.module, call.operation), call.status) for name, call in stage.calls()[before:] if name == function]
        roles.allow(function, roles.allowed[function])
        if (needed[0], DENIED) not in after:
            wrong.append(f"{function} was not denied {needed[0]}, although its role allowed it no more: it called {after}")
    return wrong


def main() -> None:
    began = time.monotonic()
    roles = Roles()
    IAMRequestBase.check_signature = lambda _: None  # type: ignore[method-assign]
    try:
        with laboratory(roles.issue) as (stage, _), enable_iam_authentication():
            wrong = allowed_is_enough(stage)
            called = {(name, action(call.module, call.operation)) for name, call in stage.calls()}
            if not wrong:
                wrong = less_is_not(stage, roles)
    except Mismatch as mismatch:
        sys.exit(f"permissions-moto: FAILED\n{mismatch}")
    print("  function, how many of its actions were used, and which were not")
    for name, allowed in roles.allowed.items():
        unused = [each for each in allowed if (name, each) not in called]
        print(f"  {name:16} {len(allowed) - len(unused):>2} of {len(allowed):>2}  {' '.join(unused)}")
    if wrong:
        sys.exit("permissions-moto: FAILED\n- " + "\n- ".join(wrong))
    print(f"permissions-moto: PASSED, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
