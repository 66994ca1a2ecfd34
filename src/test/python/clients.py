"""Third-party clients: programs in their own languages, driven by lines on standard input.

A command is a line of words separated by tabs; so is each event on standard output.

    open  NAME URL PROTOCOL ORIGIN      opened  NAME PROTOCOL     (PROTOCOL, ORIGIN: empty for none)
    say   NAME TEXT                     refused NAME STATUS       (empty where it is unknown)
    close NAME CODE                     heard   NAME TEXT
    roll  NAME URL EXPRESSION           pinged  NAME              (where the library reports it)
                                        closed  NAME CODE
                                        shown   NAME TOTAL

`roll` is for browsers: the page at the socket's site rolls, and shows the total. A program ends at
the end of its input. All messages are in this file and its tests, so that a program has only the
code that its library needs.
"""

import contextlib
import itertools
import json
import pathlib
import queue
import shutil
import subprocess
import tempfile
import threading
import time

from processes import STOP_LIMIT_S, required

ANSWER_LIMIT_S = 20
HERE = pathlib.Path(__file__).parents[1] / "clients"


class Program:
    """A client program; a thread reads its output and sorts the events by connection."""

    def __init__(self, name, command, errors):
        self.name = name
        self._errors = errors
        self._names = itertools.count()
        self._connections = {}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8")
        self._reader = threading.Thread(target=self._read, name=name, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            event, connection, *rest = line.removesuffix("\n").split("\t")
            self._connections[connection].take(event, *rest)
        for connection in list(self._connections.values()):
            connection.take("ended")

    def open(self, url, protocol="", origin=""):
        """Begin to connect; the result is the connection's next event."""
        connection = self._connection()
        self.command("open", connection.name, url, protocol, origin)
        return connection

    def roll(self, url, expression):
        """Let the page at a socket's site roll; return the displayed total."""
        connection = self._connection()
        self.command("roll", connection.name, url, expression)
        return connection.next("shown")

    def _connection(self):
        connection = Connection(self, f"c{next(self._names)}")
        self._connections[connection.name] = connection
        return connection

    def command(self, *words):
        self.process.stdin.write("\t".join(words) + "\n")
        self.process.stdin.flush()

    def report(self):
        """Return the state of the program and its standard error."""
        self._errors.seek(0)
        return (f"---- {self.name}, status {self.process.poll()}, its standard error:\n"
                f"{self._errors.read().decode('utf-8', 'replace')}\n----")

    def stop(self):
        """End the program by the end of its input; kill it after the limit."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            self.process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_LIMIT_S)
        self._reader.join(STOP_LIMIT_S)
        self.process.stdout.close()


class Connection:
    """A connection of a program; every wait has a limit."""

    def __init__(self, program, name):
        self.name = name
        self._program = program
        self._events = queue.Queue()
        self._opened_at = None

    def take(self, *event):
        """Keep an event; called by the program's reader."""
        if event[0] == "opened":
            self._opened_at = time.monotonic()
        if event[0] != "pinged":
            self._events.put(event)

    def next(self, kind, limit_s=ANSWER_LIMIT_S):
        """Return the first value of the next event, which must be of this kind."""
        event, *rest = self._take_next(kind, limit_s)
        return self._expect(kind, event, rest)

    def outcome(self):
        """Return `opened`, or `refused`."""
        return self._take_next("opened", ANSWER_LIMIT_S)[0]

    def _take_next(self, kind, limit_s):
        try:
            return self._events.get(timeout=limit_s)
        except queue.Empty:
            raise AssertionError(f"{self._program.name}: no '{kind}' in {limit_s} s") from None

    def _expect(self, kind, event, rest):
        if event != kind:
            raise AssertionError(f"{self._program.name}: {event} {rest} instead of '{kind}'")
        return rest[0] if rest else None

    def send(self, text):
        self._program.command("say", self.name, text)

    def receive(self):
        return self.next("heard")

    def ask(self, text):
        self.send(text)
        return self.receive()

    def send_frame(self, **frame):
        """Send a frame of the JSON dialect."""
        self.send(json.dumps(frame))

    def receive_frame(self, *frame_types):
        """Return the next frame of one of these types; skip others."""
        while True:
            frame = json.loads(self.receive())
            if frame["type"] in frame_types:
                return frame
            if frame["type"] == "error":
                raise AssertionError(f"{self._program.name}: {frame}")

    def silent_until_open_for(self, seconds):
        """Wait until it has been open for so long, without any event."""
        rest = self._opened_at + seconds - time.monotonic()
        try:
            event = self._events.get(timeout=max(rest, 0.001))
        except queue.Empty:
            return
        raise AssertionError(f"{self._program.name}: {event} on a silent line")

    def close(self, code=1000):
        """Close by the closing handshake, and return the code."""
        self._program.command("close", self.name, str(code))
        return self.closed()

    def closed(self):
        """Wait for the close and return its code; skip messages before it."""
        while True:
            event, *rest = self._take_next("closed", ANSWER_LIMIT_S)
            if event != "heard":
                break
        return int(self._expect("closed", event, rest))


@contextlib.contextmanager
def _running(name, *command):
    with tempfile.TemporaryFile() as errors:
        program = Program(name, command, errors)
        try:
            yield program
        finally:
            program.stop()


def node_ws(authority):
    """Run npm's `ws`, installed by `npm ci` in src/test/clients/node."""
    return _running("ws", "node", str(HERE / "node" / "ws_client.mjs"), authority)


def python_websockets(authority):
    return _running(
        "websockets", "/usr/bin/python3", "-B",
        str(HERE / "python" / "websockets_client.py"), authority)


def python_websocket_client(authority):
    return _running(
        "websocket-client", "/usr/bin/python3", "-B",
        str(HERE / "python" / "websocket_client.py"), authority)


def java_http_client(authority):
    source = HERE / "java" / "HttpClientProgram.java"
    return _running("java.net.http", required("JAVA"), str(source), authority)


@contextlib.contextmanager
def chromium(public_key_digest):
    """Run the Chromium in the path, with a temporary profile."""
    binary = shutil.which("chromium")
    if not binary:
        raise AssertionError("no chromium in the path: apt-get install chromium")
    with tempfile.TemporaryDirectory(
            prefix="dicegate-chromium-", ignore_cleanup_errors=True) as home:
        command = ("node", str(HERE / "node" / "chromium.mjs"), binary, home, public_key_digest)
        with _running("Chromium", *command) as program:
            yield program
