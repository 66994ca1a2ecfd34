#!/usr/bin/python3
"""A WebSocket gateway of the original's kind: one REQ socket, one roll at a time for everybody.

Each message of a browser goes to the engine as `<id of the connection, a uuid1> <text>`, and the
reply `<id>:<answer>` to the connection with that id. It keeps the original's weaknesses, which are
part of the contract for any engine behind it:
- a reply with a second colon cannot be split, and costs the browser its connection;
- after a missing reply everybody waits for ever.

Port 0 takes any free port; the port is printed on stdout. Origin is checked by tornado's own rule,
as in the original: absent or equal to Host passes, anything else is refused with 403.
"""

import argparse
import asyncio
import uuid

import tornado.httpserver
import tornado.netutil
import tornado.web
import tornado.websocket
import zmq
import zmq.asyncio


class Engine:
    """The only REQ socket; the lock keeps its send and receive in turn."""

    def __init__(self, endpoint):
        self._socket = zmq.asyncio.Context.instance().socket(zmq.REQ)
        self._socket.linger = 0
        self._socket.connect(endpoint)
        self._turn = asyncio.Lock()

    async def ask(self, request):
        async with self._turn:
            await self._socket.send_string(request)
            return await self._socket.recv_string()


class RollHandler(tornado.websocket.WebSocketHandler):
    """One browser's connection, found by the id in a reply."""

    def initialize(self, engine, connections):
        self.engine = engine
        self.connections = connections
        self.id = str(uuid.uuid1())

    def open(self):
        self.connections[self.id] = self

    def on_close(self):
        self.connections.pop(self.id, None)

    async def on_message(self, message):
        reply = await self.engine.ask(self.id + " " + message)
        reply_id, answer = reply.split(":")
        if reply_id in self.connections:
            self.connections[reply_id].write_message(answer)


async def serve(port, endpoint):
    """Serve `/ws` on 127.0.0.1 until the process is ended."""
    state = {"engine": Engine(endpoint), "connections": {}}
    server = tornado.httpserver.HTTPServer(tornado.web.Application([("/ws", RollHandler, state)]))
    sockets = tornado.netutil.bind_sockets(port, "127.0.0.1")
    server.add_sockets(sockets)
    print(sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


def main():
    parser = argparse.ArgumentParser(description="A WebSocket gateway of the original's kind.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--engine", required=True, metavar="tcp://HOST:PORT")
    options = parser.parse_args()
    asyncio.run(serve(options.port, options.engine))


if __name__ == "__main__":
    main()
