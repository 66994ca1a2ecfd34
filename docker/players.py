"""Players for docker/verify: WebSockets that roll all the time, with Python's standard library only.

    players.py HOST:PORT PLAYERS PROGRESS
    players.py HOST:PORT table      one player joins a table once; exit code 0: it was accepted

Each player sends a roll as soon as the one before is answered. Ends when the server has closed every
connection, or at SIGTERM. PROGRESS is a file with the current figures as JSON: answered rolls, errors
by code, close codes, and the requests without an answer at the end.
"""

import base64
import collections
import json
import os
import select
import signal
import socket
import struct
import sys
import threading
import time

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Figures:
    """The figures of all players. Thread-safe."""

    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()
        self.rolls = 0
        self.slowest = 0.0
        self.errors = collections.Counter()
        self.closes = collections.Counter()
        self.unanswered = 0

    def write(self):
        with self.lock:
            figures = {
                "rolls": self.rolls,
                "slowest_ms": round(1000 * self.slowest),
                "errors": dict(self.errors),
                "closes": dict(self.closes),
                "unanswered": self.unanswered,
            }
        with open(self.path + ".new", "w") as file:
            json.dump(figures, file)
        os.replace(self.path + ".new", self.path)


class WebSocket:
    """One connection (RFC 6455), without fragments or extensions: the server sends neither."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port))
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /ws HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: dicegate.v1.json\r\n\r\n".encode()
        )
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            byte = self.socket.recv(1)
            if not byte:
                raise ConnectionError("no answer to the upgrade")
            answer += byte
        if b" 101 " not in answer.split(b"\r\n")[0]:
            raise ConnectionError(f"no upgrade: {answer!r}")

    def send(self, opcode, payload):
        mask = os.urandom(4)
        length = len(payload)
        size = bytes([0x80 | length]) if length < 126 else struct.pack("!BH", 0x80 | 126, length)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self.socket.sendall(bytes([0x80 | opcode]) + size + mask + masked)

    def receive(self):
        """Returns the next frame as (opcode, payload); (CLOSE, b"") if the connection ends without one."""
        head = self.read(2)
        if len(head) < 2:
            return CLOSE, b""
        length = head[1] & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", self.read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self.read(8))
        return head[0] & 0x0F, self.read(length)

    def read(self, length):
        return self.socket.recv(length, socket.MSG_WAITALL) if length else b""

    def readable_within(self, seconds):
        """Returns whether bytes arrive in that time; nothing is buffered here, so select() is exact."""
        return bool(select.select([self.socket], [], [], seconds)[0])


def play(web_socket, figures, stopping):
    """Rolls until the server closes, or until stopping is set and the last roll is answered."""
    number, asked, waiting, pause = 0, 0.0, True, 0.0  # waits for hello at first
    try:
        while True:
            # Below the limit of 20 requests a second; and no request to a server that has sent its close.
            if not waiting and not web_socket.readable_within(max(pause, 0.06)):
                if stopping.is_set():
                    return
                number += 1
                asked, waiting, pause = time.monotonic(), True, 0.0
                roll = {"type": "roll", "id": number, "expr": "3d6"}
                web_socket.send(TEXT, json.dumps(roll).encode())
            opcode, payload = web_socket.receive()
            if opcode == CLOSE:
                code = struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else 1006
                if len(payload) >= 2:
                    web_socket.send(CLOSE, payload[:2])
                break
            if opcode == PING:
                web_socket.send(PONG, payload)
                continue
            frame = json.loads(payload)
            waiting = waiting and frame["type"] not in ("hello", "result", "error")
            with figures.lock:
                if frame["type"] == "result":
                    figures.rolls += 1
                    figures.slowest = max(figures.slowest, time.monotonic() - asked)
                elif frame["type"] == "error":
                    figures.errors[frame["code"]] += 1
                    pause = frame.get("retryAfterMs", 0) / 1000
    except OSError as broken:
        code = type(broken).__name__
    with figures.lock:
        figures.closes[code] += 1
        figures.unanswered += waiting


def join_table(host, port):
    web_socket = WebSocket(host, port)
    join = {"type": "join", "id": 1, "table": "amber-owl-42", "name": "Ana"}
    web_socket.send(TEXT, json.dumps(join).encode())
    while True:
        opcode, payload = web_socket.receive()
        frame = json.loads(payload) if opcode == TEXT else {"type": "close"}
        if frame["type"] == "joined":
            return
        if frame["type"] in ("error", "close"):
            sys.exit(f"not accepted: {payload}")


def main():
    host, port = sys.argv[1].split(":")
    if sys.argv[2] == "table":
        join_table(host, int(port))
        return
    count = int(sys.argv[2])
    figures, stopping = Figures(sys.argv[3]), threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    players = []
    for _ in range(count):
        web_socket = WebSocket(host, int(port))
        players.append(threading.Thread(target=play, args=(web_socket, figures, stopping)))
    for player in players:
        player.start()
    for player in players:
        while player.is_alive():
            player.join(0.2)
            figures.write()
    figures.write()


main()
