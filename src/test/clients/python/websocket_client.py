#!/usr/bin/python3
"""Python's websocket-client, driven line by line: see src/test/python/clients.py.

The argument is the file with the certificate authority to trust. The library blocks, so one loop
waits for input from the sockets and the commands.
"""

import os
import select
import struct
import sys

import websocket


def report(*parts):
    print(*parts, sep="\t", flush=True)


def connect(name, url, protocol, origin):
    """Return a connection, or None if it is refused. The library adds an Origin itself."""
    try:
        socket = websocket.create_connection(
            url, timeout=10, sslopt={"ca_certs": sys.argv[1]}, origin=origin or None,
            subprotocols=[protocol] if protocol else None)
    except websocket.WebSocketBadStatusException as refusal:
        report("refused", name, refusal.status_code)
        return None
    report("opened", name, socket.subprotocol or "")
    return socket


def receive(name, socket):
    """Report the next frame; return whether the connection is still open."""
    try:
        # Answers a ping with a pong, and a close with a close.
        kind, data = socket.recv_data(control_frame=True)
    except (websocket.WebSocketConnectionClosedException, OSError):
        report("closed", name, 1006)  # the usual code for a connection without a close frame
        return False
    if kind == websocket.ABNF.OPCODE_TEXT:
        report("heard", name, data.decode())
    elif kind == websocket.ABNF.OPCODE_PING:
        report("pinged", name)
    elif kind == websocket.ABNF.OPCODE_CLOSE:
        report("closed", name, *struct.unpack("!H", data[:2]))
        socket.shutdown()
        return False
    return True


def close(name, socket, code):
    """Close by the handshake, and report the code of the server's answer."""
    socket.send_close(code)
    while (frame := socket.recv_frame()).opcode != websocket.ABNF.OPCODE_CLOSE:
        report("heard", name, frame.data.decode())
    report("closed", name, *struct.unpack("!H", frame.data[:2]))
    socket.shutdown()


def lines(descriptor):
    """Yield the complete lines after each read; the list may be empty."""
    rest = b""
    while chunk := os.read(descriptor, 65536):
        *whole, rest = (rest + chunk).split(b"\n")
        yield [line.decode() for line in whole]


def main():
    sockets = {}
    commands = lines(sys.stdin.fileno())
    while True:
        # TLS may have buffered bytes that the descriptor does not show.
        waiting = [name for name, socket in sockets.items()
                   if hasattr(socket.sock, "pending") and socket.sock.pending()]
        ready, _, _ = select.select([sys.stdin, *sockets.values()], [], [], 0 if waiting else None)
        for name, socket in list(sockets.items()):
            if (name in waiting or socket in ready) and not receive(name, socket):
                del sockets[name]
        if sys.stdin not in ready:
            continue
        batch = next(commands, None)
        if batch is None:
            return
        for line in batch:
            verb, name, *rest = line.split("\t")
            if verb == "open":
                socket = connect(name, *rest)
                if socket:
                    sockets[name] = socket
            elif verb == "say":
                sockets[name].send(rest[0])
            elif verb == "close":
                close(name, sockets.pop(name), int(rest[0]))
            else:
                raise ValueError(f"not a command: {line}")


main()
