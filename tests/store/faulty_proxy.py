"""A process between kg and a real server that does one thing wrong, once: faulty_proxy.py TARGET FAULT WAY.

TARGET is the server's port. The proxy prints its own port and passes requests on, but the second write request meets
FAULT: a status that is answered without passing the request on, `late-500` (passed on, and yet said to have failed),
`slow` (passed on, answered after three seconds), `cut` (passed on, the connection breaks), `cut-read` (the first read
is answered by half of its body), `killed` (the server behind is killed in the middle of the request: its id is FAULT's
part after the colon). WAY `bulk` tells kg that Oxigraph is behind it; else kg takes the standard ways.
"""

import os
import signal
import sys
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TARGET, FAULT, WAY = sys.argv[1:]


class Proxy(BaseHTTPRequestHandler):
    writes = 0
    faults = 0

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def version_string(self) -> str:
        return "Oxigraph/0" if WAY == "bulk" else "proxy"

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        reads = self.command == "GET" or self.path.startswith("/query")
        Proxy.writes += not reads
        due = not Proxy.faults and (reads if FAULT == "cut-read" else not reads and Proxy.writes == 2)
        Proxy.faults += due
        if due and FAULT.isdigit():
            self.say(int(FAULT), b"no", {"Retry-After": "1"} if FAULT == "429" else {})
            return
        if due and FAULT.startswith("killed"):
            os.kill(int(FAULT.partition(":")[2]), signal.SIGKILL)
        try:
            status, content, kind = self.pass_on(body)
        except OSError:
            self.close_connection = True
            self.connection.close()
            return
        if due and FAULT == "slow":
            time.sleep(3)
        if due and FAULT == "cut":
            self.close_connection = True
            self.connection.close()
        elif due and FAULT == "late-500":
            self.say(500, b"broken", {})
        elif due and FAULT == "cut-read":
            self.say(status, content, {"Content-Type": kind}, cut=True)
        else:
            self.say(status, content, {"Content-Type": kind})

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def pass_on(self, body: bytes) -> tuple[int, bytes, str]:
        headers = {k: v for k, v in self.headers.items() if k in ("Content-Type", "Accept")}
        address = f"http://127.0.0.1:{TARGET}{self.path}"
        request = urllib.request.Request(address, body or None, headers, method=self.command)
        try:
            with urllib.request.urlopen(request, timeout=30) as got:
                return got.status, got.read(), got.headers.get("Content-Type", "")
        except urllib.error.HTTPError as error:
            return error.code, error.read(), "text/plain"

    def say(self, status: int, body: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.close_connection = True


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    print(server.server_address[1], flush=True)
    server.serve_forever()
