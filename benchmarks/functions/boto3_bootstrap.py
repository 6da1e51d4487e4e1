"""Asks Lambda's Runtime API for events and lets a handler answer them, one after the other, on one connection.

Argument: the handler, as module.function. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import importlib
import json
import os
import sys
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse

RUNTIME = "/2018-06-01/runtime"


@dataclass(frozen=True)
class Context:
    """What a handler is told beside its event."""

    aws_request_id: str
    invoked_function_arn: str
    deadline_millis: int


def main() -> None:
    module, function = sys.argv[1].rsplit(".", 1)
    handler = getattr(importlib.import_module(module), function)
    runtime = HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        runtime.request("GET", f"{RUNTIME}/invocation/next")
        response = runtime.getresponse()
        event = json.loads(response.read())
        context = _context(response)
        try:
            what, answer = "response", handler(event, context)
        except Exception as error:  # noqa: BLE001 - whatever it is, Lambda is told
            what, answer = "error", {"errorType": type(error).__name__, "errorMessage": str(error)}
        runtime.request("POST", f"{RUNTIME}/invocation/{context.aws_request_id}/{what}", json.dumps(answer).encode())
        runtime.getresponse().read()


def _context(response: HTTPResponse) -> Context:
    return Context(
        response.headers["Lambda-Runtime-Aws-Request-Id"], response.headers["Lambda-Runtime-Invoked-Function-Arn"],
        int(response.headers["Lambda-Runtime-Deadline-Ms"]))


if __name__ == "__main__":
    main()
