"""Where the answers of custom resources arrive: what stands behind the presigned URL of a request of CloudFormation."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .lambda_process import ACCOUNT, REGION

STACK = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/tools/3f1c7c2e-8c0b-4f0e-9b1a-5a9f1f6b2d10"


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

    def request(
            self, kind: str, resource_type: str, logical_id: str, properties: dict[str, Any],
            old: dict[str, Any] | None = None) -> dict[str, Any]:
        """As CloudFormation sends it to a function; see
        https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html."""
        request: dict[str, Any] = {
            "RequestType": kind, "RequestId": f"{kind}-{logical_id}", "StackId": STACK, "LogicalResourceId": logical_id,
            "ResponseURL": f"http://127.0.0.1:{self._server.server_address[1]}/answer?X-Amz-Signature=abc%2Fdef",
            "ResourceType": resource_type, "ServiceToken": "arn:aws:lambda:eu-west-1:123456789012:function:it:live",
            "ResourceProperties": properties}
        if kind != "Create":
            request["PhysicalResourceId"] = f"tools-{logical_id}"
        if old is not None:
            request["OldResourceProperties"] = old
        return request
