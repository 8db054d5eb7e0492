"""A threaded HTTP/1.1 server that keeps connections open.

Werkzeug's own server closes after every answer; here a request's body is read whole before the
application runs, so the connection can carry the next request.
"""

from __future__ import annotations

import io
import os
import socket
import struct
from typing import Any

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

_LARGEST_BODY = 16_000_000


# Set in the WSGI environment by the application: cut the connection instead of answering.
CUT = "simulator.cut"


class _Cut(Exception):
    """The connection is to be cut."""


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 600

    def run_wsgi(self) -> None:
        """Answer one request and stay ready for the next."""
        environ = self.make_environ()
        try:
            body = self._body(environ)
        except (OSError, ValueError):
            self.close_connection = True
            return
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        environ.pop("wsgi.input_terminated", None)
        try:
            self._answer(environ)
        except _Cut:
            self.close_connection = True
            self._reset()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _body(self, environ: dict[str, Any]) -> bytes:
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()
        if environ.get("wsgi.input_terminated"):
            body: bytes = environ["wsgi.input"].read(_LARGEST_BODY + 1)
        else:
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 <= length <= _LARGEST_BODY:
                raise ValueError("body too large")
            body = self.rfile.read(length)
        if len(body) > _LARGEST_BODY:
            raise ValueError("body too large")
        return body

    def _answer(self, environ: dict[str, Any]) -> None:
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
            started[:] = [status, headers]
            return self.wfile.write

        chunks = self.server.app(environ, start_response)
        try:
            if environ.get(CUT):
                raise _Cut
            status, headers = started
            code, _, reason = status.partition(" ")
            self.send_response(int(code), reason)
            for name, value in headers:
                self.send_header(name, value)
            known = {name.lower() for name, _ in headers}
            bodiless = self.command == "HEAD" or code in ("204", "304")
            chunked = "content-length" not in known and not bodiless
            if chunked:
                self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for chunk in chunks:
                if chunk and not bodiless:
                    framed = b"%x\r\n%b\r\n" % (len(chunk), chunk) if chunked else chunk
                    self.wfile.write(framed)
                    if chunked:
                        self.wfile.flush()
            if chunked:
                self.wfile.write(b"0\r\n\r\n")
            self.wfile.flush()
        finally:
            if hasattr(chunks, "close"):
                chunks.close()

    def _reset(self) -> None:
        """Close with RST: the client sees a reset connection, not an empty answer."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        os.close(self.connection.detach())

    def log_error(self, *_: Any) -> None:
        """Stay quiet about connections that were idle too long."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay quiet: the record keeps what matters."""


class Server(ThreadedWSGIServer):
    """One thread for each connection; ``port`` 0 picks a free one."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self, host: str, port: int, app: Flask) -> None:
        super().__init__(host, port, app, handler=_Handler)
