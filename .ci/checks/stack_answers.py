"""Where the answers of custom resources arrive: what stands behind the presigned URL of a request of CloudFormation."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .stage import event


class StackAnswers:
    """Listens as long as the check runs."""

    def __init__(self) -> None:
        received: list[dict[str, Any]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """What matters is what was received."""

        self.received = received
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def request(self, name: str, properties: dict[str, Any], old: dict[str, Any] | None = None) -> dict[str, Any]:
        """A file of events/ with these properties, to be answered here."""
        request = event(name)
        request["ResponseURL"] = f"http://127.0.0.1:{self._server.server_address[1]}/answer?X-Amz-Signature=abc%2Fdef"
        request["ResourceProperties"] |= properties
        if "OldResourceProperties" in request:
            request["OldResourceProperties"] |= properties | (old or {})
        return request
