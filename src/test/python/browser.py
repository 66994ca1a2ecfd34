"""A browser's side of the WebSocket; every wait has a limit."""

import asyncio
import contextlib

import tornado.httpclient
import tornado.websocket

ANSWER_LIMIT_S = 10

REFUSED = (OSError, tornado.httpclient.HTTPError, tornado.websocket.WebSocketError)
"""The exceptions of a refused connection."""


class Browser:
    """One open connection with text frames."""

    def __init__(self, connection):
        self._connection = connection

    async def send(self, text):
        await self._connection.write_message(text)

    async def receive(self):
        """Return the next text frame; a close instead fails the test."""
        text = await asyncio.wait_for(self._connection.read_message(), ANSWER_LIMIT_S)
        if text is None:
            close = f"{self._connection.close_code} {self._connection.close_reason or ''}"
            raise AssertionError(f"closed instead of an answer: {close}")
        return text

    async def ask(self, text):
        await self.send(text)
        return await self.receive()


@contextlib.asynccontextmanager
async def browser(url, **headers):
    """Connect, with further headers such as `Origin`."""
    request = tornado.httpclient.HTTPRequest(url, headers=headers)
    connection = await asyncio.wait_for(
        tornado.websocket.websocket_connect(request), ANSWER_LIMIT_S)
    try:
        yield Browser(connection)
    finally:
        connection.close()
