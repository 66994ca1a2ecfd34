#!/usr/bin/python3
"""Python's websockets, driven line by line: see src/test/python/clients.py.

The argument is the file with the certificate authority to trust.
"""

import asyncio
import ssl
import sys

import websockets


def report(*parts):
    print(*parts, sep="\t", flush=True)


async def listen(name, url, protocol, origin, sockets):
    """Connect and report all messages until the connection is closed."""
    trusted = ssl.create_default_context(cafile=sys.argv[1])
    try:
        # Without the client's own pings, so that only those of the server keep the connection open.
        socket = await websockets.connect(
            url, ssl=trusted if url.startswith("wss:") else None, ping_interval=None, max_size=None,
            subprotocols=[protocol] if protocol else None, origin=origin or None)
    except websockets.InvalidStatusCode as refusal:
        report("refused", name, refusal.status_code)
        return
    sockets[name] = socket
    report("opened", name, socket.subprotocol or "")
    try:
        async for text in socket:
            report("heard", name, text)
    except websockets.ConnectionClosedError:
        pass  # the close code is reported below
    report("closed", name, socket.close_code)


async def main():
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    sockets = {}
    tasks = set()
    while line := (await commands.readline()).decode():
        verb, name, *rest = line.removesuffix("\n").split("\t")
        if verb == "open":
            tasks.add(asyncio.create_task(listen(name, *rest, sockets)))
        elif verb == "say":
            await sockets[name].send(rest[0])
        elif verb == "close":
            tasks.add(asyncio.create_task(sockets[name].close(int(rest[0]))))
        else:
            raise ValueError(f"not a command: {line}")


asyncio.run(main())
