#!/usr/bin/python3
"""Python's websockets, driven line by line: see src/test/python/clients.py.

The argument is the file of the certificate authority to trust.
"""

import asyncio
import ssl
import sys

import websockets


def tell(*parts):
    print(*parts, sep="\t", flush=True)


async def listen(name, url, protocol, origin, sockets):
    """Connect and tell all that is heard, until the connection is closed."""
    trusted = ssl.create_default_context(cafile=sys.argv[1])
    try:
        # No pings of its own, so that a silent line is silent, and only the server's keep it open.
        socket = await websockets.connect(
            url, ssl=trusted if url.startswith("wss:") else None, ping_interval=None, max_size=None,
            subprotocols=[protocol] if protocol else None, origin=origin or None)
    except websockets.InvalidStatusCode as refusal:
        tell("refused", name, refusal.status_code)
        return
    sockets[name] = socket
    tell("opened", name, socket.subprotocol or "")
    try:
        async for text in socket:
            tell("heard", name, text)
    except websockets.ConnectionClosedError:
        pass  # the code tells what there is to tell
    tell("closed", name, socket.close_code)


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
