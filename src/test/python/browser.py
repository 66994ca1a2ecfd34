"""A browser's side of the WebSocket, in which no wait is without a limit."""

import asyncio
import contextlib

import tornado.httpclient
import tornado.websocket

ANSWER_LIMIT_S = 10

REFUSED = (OSError, tornado.httpclient.HTTPError, tornado.websocket.WebSocketError)
"""What a connection that is not let in ends with."""


class Browser:
    """One open connection that speaks text frames."""

    def __init__(self, connection):
        self._connection = connection

    async def say(self, text):
        await self._connection.write_message(text)

    async def hear(self):
        """Return the next text frame; a connection that was closed instead fails the test."""
        text = await asyncio.wait_for(self._connection.read_message(), ANSWER_LIMIT_S)
        if text is None:
            close = f"{self._connection.close_code} {self._connection.close_reason or ''}"
            raise AssertionError(f"closed instead of an answer: {close}")
        return text

    async def ask(self, text):
        await self.say(text)
        return await self.hear()


@contextlib.asynccontextmanager
async def browser(url, **headers):
    """Connect, with headers such as `Origin` if need be."""
    request = tornado.httpclient.HTTPRequest(url, headers=headers)
    connection = await asyncio.wait_for(
        tornado.websocket.websocket_connect(request), ANSWER_LIMIT_S)
    try:
        yield Browser(connection)
    finally:
        connection.close()
