"""What was asked of AWS, by whom: a layer around a WSGI application that reads each request as the wire format has it."""

import io
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import botocore.session

WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# The name a request is signed for, and the SDK's module for it.
MODULES = {"states": "sfn", "monitoring": "cloudwatch", "events": "eventbridge"}
CREDENTIAL = re.compile(r"Credential=([^/]+)/[^/]+/[^/]+/([^/]+)/aws4_request")


@dataclass(frozen=True)
class Call:
    """key: the access key it was signed with. module: of the AWS SDK for Java. status: of the HTTP response."""

    key: str
    module: str
    operation: str
    status: int


class Recorder:
    def __init__(self, application: WsgiApplication) -> None:
        self.calls: list[Call] = []
        self._application = application
        self._lock = threading.Lock()
        self._rest = _rest_operations("route53")

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        credential = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        if credential is None:
            return self._application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        module, operation = self._what(credential[2], environ, body)

        def responding(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            with self._lock:
                self.calls.append(Call(credential[1], module, operation, int(status.split()[0])))
            return start_response(status, headers, *more)

        return self._application(environ, responding)

    def _what(self, signed_for: str, environ: dict[str, Any], body: bytes) -> tuple[str, str]:
        module = MODULES.get(signed_for, signed_for)
        if target := environ.get("HTTP_X_AMZ_TARGET"):
            return module, target.split(".")[-1]
        if "/operation/" in environ["PATH_INFO"]:
            return module, environ["PATH_INFO"].split("/")[-1]
        form = parse_qs(body.decode("utf-8", "replace"))
        if "Action" in form:
            second = module == "elasticloadbalancing" and form["Version"] == ["2015-12-01"]
            return module + ("v2" if second else ""), form["Action"][0]
        for method, path, operation in self._rest:
            if method == environ["REQUEST_METHOD"] and path.fullmatch(environ["PATH_INFO"].rstrip("/")):
                return module, operation
        return module, f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"


def _rest_operations(service: str) -> list[tuple[str, re.Pattern[str], str]]:
    model = botocore.session.get_session().get_service_model(service)
    operations = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path = re.sub(r"\\\{\w+\\\+?\\?\}", "[^/]+", re.escape(http["requestUri"].split("?")[0].rstrip("/")))
        operations.append((http["method"], re.compile(path), name))
    return operations
