#!/usr/bin/env python3
"""The instance metadata service, version 2, for tests: every item is a file of a folder.

metadata_service.py FOLDER PORT-FILE serves FOLDER/a/b at /latest/meta-data/a/b, on a free port of 127.0.0.1 that it writes to PORT-FILE.
Like the real one it answers nothing without a token, and with Not Found what there is not. A folder lists what is in it. A file
FOLDER/.expire makes the tokens that were given out until then invalid, once.
"""

import http.server
import os
import pathlib
import secrets
import sys

folder, port_file = map(pathlib.Path, sys.argv[1:])
tokens: set[str] = set()


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass

    def answer(self, status: int, text: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def do_PUT(self) -> None:
        if self.path != "/latest/api/token" or not self.headers.get("X-aws-ec2-metadata-token-ttl-seconds"):
            return self.answer(400)
        tokens.add(token := secrets.token_hex(8))
        return self.answer(200, token)

    def do_GET(self) -> None:
        expire = folder / ".expire"
        if expire.exists():
            expire.unlink()
            tokens.clear()
        if self.headers.get("X-aws-ec2-metadata-token") not in tokens:
            return self.answer(401)
        item = folder / self.path.removeprefix("/latest/meta-data/").strip("/")
        if item.is_dir():
            return self.answer(200, "\n".join(sorted(e.name + "/" * e.is_dir() for e in item.iterdir() if e.name[0] != ".")))
        return self.answer(200, item.read_text()) if item.is_file() else self.answer(404)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
draft = port_file.with_suffix(".draft")
draft.write_text(str(server.server_port))
os.replace(draft, port_file)
server.serve_forever()
