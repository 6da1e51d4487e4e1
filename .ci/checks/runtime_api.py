"""Lambda's Runtime API for one function, as the runtime interface client speaks it, and its credentials endpoint.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html; /runtime/restore is what the client asks when
AWS_LAMBDA_INITIALIZATION_TYPE is snap-start. With SnapStart Lambda hands out credentials over HTTP instead of in the
environment (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), so that is here too.
"""

import json
import queue
import threading
import time
import uuid
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = "/2018-06-01"


@dataclass(frozen=True)
class Credentials:
    key: str
    secret: str
    token: str


@dataclass(frozen=True)
class Answered:
    """A function answered with this JSON value."""

    value: object


@dataclass(frozen=True)
class Failed:
    """A function, or its initialisation, ended with an error."""

    error_type: str
    message: str


Outcome = Answered | Failed


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A function that is stopped breaks its connection off; any other trouble shows in what it answers."""


class RuntimeApi:
    """Serves one function on a port of its own; records in which order the function asked for what."""

    def __init__(self, function_arn: str) -> None:
        self.sequence: list[str] = []
        self.credentials: Credentials | None = None
        self.authorization = uuid.uuid4().hex
        self._arn = function_arn
        self._events: queue.Queue[tuple[str, bytes, float]] = queue.Queue()
        self._outcomes: queue.Queue[Outcome] = queue.Queue()
        self._ready = threading.Event()
        self._start_failure: Failed | None = None
        self._server = _Server(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    def started(self, seconds: float) -> Failed | None:
        """Waits until the function asks for its first event; what went wrong before, if anything did."""
        if not self._ready.wait(seconds):
            return Failed("NotReady", f"no event was asked for within {seconds:.0f} s; so far: {self.sequence}")
        return self._start_failure

    def invoke(self, payload: object, seconds: float) -> Outcome:
        """seconds: what Lambda tells the function it has, and how long its answer is waited for."""
        self._events.put((str(uuid.uuid4()), json.dumps(payload).encode(), seconds))
        try:
            return self._outcomes.get(timeout=seconds)
        except queue.Empty:
            return Failed("Unanswered", f"no answer within {seconds:.0f} s")

    def ended(self, status: int) -> None:
        """The process is gone: nobody shall wait for it any longer."""
        self._fail(Failed("Exited", f"the process ended with status {status}"))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _fail(self, failure: Failed) -> None:
        if not self._ready.is_set():
            self._start_failure = failure
            self._ready.set()
        else:
            self._outcomes.put(failure)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if self.path == f"{VERSION}/runtime/invocation/next":
                    self._next()
                elif self.path == f"{VERSION}/runtime/restore/next":
                    api.sequence.append("restore/next")
                    self._answer(200, b"")
                elif self.path == "/credentials" and self.headers["Authorization"] == api.authorization:
                    self._credentials()
                else:
                    self._answer(404, b"")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if "chunked" in (self.headers.get("Transfer-Encoding") or ""):
                    body = self._chunks()
                what = self.path.removeprefix(f"{VERSION}/runtime/")
                kind = what.split("/")[-1] if what.startswith("invocation/") else what
                api.sequence.append(kind)
                if kind == "response":
                    api._outcomes.put(Answered(json.loads(body) if body else None))
                elif kind in ("error", "init/error", "restore/error"):
                    api._fail(self._failure(body))
                else:
                    self._answer(404, b"")
                    return
                self._answer(202, b'{"status":"OK"}')

            def _next(self) -> None:
                api.sequence.append("invocation/next")
                api._ready.set()
                request_id, payload, seconds = api._events.get()
                deadline = int((time.time() + seconds) * 1000)
                self._answer(200, payload, {
                    "Content-Type": "application/json",
                    "Lambda-Runtime-Aws-Request-Id": request_id,
                    "Lambda-Runtime-Deadline-Ms": str(deadline),
                    "Lambda-Runtime-Invoked-Function-Arn": api._arn,
                    "Lambda-Runtime-Trace-Id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0"})

            def _credentials(self) -> None:
                assert api.credentials is not None, "the function was started without credentials"
                self._answer(200, json.dumps({
                    "AccessKeyId": api.credentials.key, "SecretAccessKey": api.credentials.secret,
                    "Token": api.credentials.token, "Expiration": "2099-01-01T00:00:00Z"}).encode())

            def _failure(self, body: bytes) -> Failed:
                said = json.loads(body) if body else {}
                return Failed(str(said.get("errorType")), str(said.get("errorMessage")))

            def _chunks(self) -> bytes:
                body = b""
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return body

            def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Every request is in the sequence already."""

        return Handler
