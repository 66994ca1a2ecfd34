#!/usr/bin/python3
"""The seed contract, byte for byte and both ways, with real programs of the original's kind.

The original was a pair in Python: a tornado gateway with a REQ socket, a dice engine with a REP
socket. Either half must work with Dicegate's other half, so `seed_gateway.py` and `seed_engine.py`
stand in for them, and everything runs in processes of its own.

    DICEGATE_WAR=target/dicegate.war PAYARA_MICRO_JAR=.../payara-micro.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/seed_contract_test.py -v

A class name as argument runs that class alone; `SeedGatewayWithSeedEngine` needs no environment.
It needs only Debian's python3-zmq and python3-tornado.
"""

import asyncio
import json
import re
import signal
import sys
import time
import unittest
import uuid

import zmq
import zmq.asyncio

from browser import ANSWER_LIMIT_S, REFUSED, browser
from processes import dicegate, seed_engine, seed_gateway

NOT_A_ROLL = '"whaaat?"'

ROLLS = {
    "3d6": (3, 6),
    "00003d006": (3, 6),
    "  3d6 ": (3, 6),
    "0d6": (0, 6),
}
"""Texts that the original rolls, with their numbers of dice and of faces."""

REFUSED_BY_ENGINE = ["abc", "-1d6", "3D6", "3d6:4", "d6", "3d", "3d6d6", "2d6+1", "4d6kh3"]
"""Texts that the original's engine answers with "whaaat?"."""

TOO_MANY_DIGITS = "1" * 5000 + "d6"

FATAL_TO_SEED_ENGINE = {
    "empty": "",
    "blank": "   ",
    "no-break space": "\u00a0",
    "next line": "\u0085",
    "inner blank": "1 d6",
    "inner tab": "1\td6",
    "inner separator": "1\u001cd6",
    "inner next line": "1\u0085d6",
    "inner no-break space": "1\u00a0d6",
    "inner em space": "1\u2003d6",
    "two words": "roll 3d6",
    "no faces": "5d0",
    "no faces, two digits": "5d00",
    "one face": "3d1",
    "one face, leading zero": "3d01",
}
"""Texts that kill the original's engine: it must never be sent one of them."""


class ContractCase(unittest.IsolatedAsyncioTestCase):
    """A case that prints the output of its processes when one of its tests fails."""

    processes = ()

    @classmethod
    def keep(cls, *starts):
        """Start processes that end with the class; return the last one."""
        for start in starts:
            process = cls.enterClassContext(start)
            cls.processes = (*cls.processes, process)
        return process

    async def asyncSetUp(self):
        # Without debug mode: asyncio would warn of process starts, which block the loop, and may.
        asyncio.get_running_loop().set_debug(False)

    def run(self, result=None):
        bad_before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > bad_before:
            for process in self.processes:
                print(f"\n{self.id()}\n{process.report()}", file=sys.stderr, flush=True)

    def assert_rolled(self, answer, dice, faces):
        """Check that an answer is the output of json.dumps for so many dice, to the byte."""
        self.assertRegex(answer, r"\A\[([0-9]+(, [0-9]+)*)?\]\Z")
        values = json.loads(answer)
        self.assertEqual(answer, json.dumps(values))
        self.assertEqual(len(values), dice, answer)
        for value in values:
            self.assertIn(value, range(1, faces + 1))

    def assert_answered(self, answer, roll):
        """Check an answer against a roll, a pair of dice and faces; None stands for "whaaat?"."""
        if roll:
            self.assert_rolled(answer, *roll)
        else:
            self.assertEqual(answer, NOT_A_ROLL)


class Requester:
    """A raw ZeroMQ client that limits every wait, and is closed after the test."""

    def __init__(self, test, kind, endpoint):
        self._socket = zmq.Context.instance().socket(kind)
        test.addCleanup(self._socket.close, linger=0)
        self._socket.sndtimeo = self._socket.rcvtimeo = ANSWER_LIMIT_S * 1000
        self._socket.connect(endpoint)

    def send(self, *frames):
        self._socket.send_multipart(frames)

    def ask(self, *frames):
        """Send frames of bytes and return those of the reply."""
        self.send(*frames)
        return self._socket.recv_multipart()


class OurEngineWithSeedClients(ContractCase):
    """Our engine, with the clients of the original's gateway."""

    TEXTS = {
        **ROLLS,
        "3d1": (3, 1),
        **dict.fromkeys(REFUSED_BY_ENGINE),
        **dict.fromkeys(["", "   ", "5d0", "1 d6", "roll 3d6", "999999999d6", "٣d٦"]),
        TOO_MANY_DIGITS: None,
    }

    @classmethod
    def setUpClass(cls):
        cls.dicegate = cls.keep(dicegate())

    def requester(self, kind=zmq.REQ):
        return Requester(self, kind, self.dicegate.endpoint)

    def assert_reply(self, frames, request_id, roll):
        """Check that there is one frame, `<id>:<answer>`, without another colon."""
        self.assertEqual(len(frames), 1, frames)
        reply = frames[0].decode("utf-8")
        self.assertEqual(reply.count(":"), 1, reply)
        reply_id, answer = reply.split(":")
        self.assertEqual(reply_id, request_id)
        self.assert_answered(answer, roll)

    def test_a_roll_is_one_frame_of_the_id_and_a_python_list(self):
        request_id = str(uuid.uuid1())

        frames = self.requester().ask(f"{request_id} 3d6".encode())

        self.assertEqual(len(frames), 1, frames)
        self.assertRegex(frames[0], rb"\A" + request_id.encode() + rb":\[[1-6], [1-6], [1-6]\]\Z")

    def test_every_text_is_answered_like_the_original_or_with_whaaat(self):
        for text, roll in self.TEXTS.items():
            with self.subTest(text=text[:20]):
                requester = self.requester()
                request_id = str(uuid.uuid1())
                self.assert_reply(requester.ask(f"{request_id} {text}".encode()), request_id, roll)
                self.assert_reply(requester.ask(f"{request_id} 2d6".encode()), request_id, (2, 6))

    def test_an_id_without_text_is_answered(self):
        requester = self.requester()
        request_id = str(uuid.uuid1())

        self.assert_reply(requester.ask(request_id.encode()), request_id, None)
        self.assert_reply(requester.ask(f"{request_id} 2d6".encode()), request_id, (2, 6))

    def test_an_id_is_opaque(self):
        requester = self.requester()
        for request_id in ("7", "DG1x", "é-ü", "x" * 64):
            with self.subTest(id=request_id):
                self.assert_reply(requester.ask(f"{request_id} 2d6".encode()), request_id, (2, 6))

    def test_every_request_has_exactly_one_reply(self):
        """A second reply would come before the next request's; REQ hides it, DEALER does not."""
        dealer = self.requester(zmq.DEALER)
        for text, roll in (*self.TEXTS.items(), ("1d6", (1, 6))):
            with self.subTest(text=text[:20]):
                request_id = str(uuid.uuid1())
                delimiter, *body = dealer.ask(b"", f"{request_id} {text}".encode())
                self.assertEqual(delimiter, b"")
                self.assert_reply(body, request_id, roll)

    def test_two_body_frames_are_one_request_with_one_reply(self):
        dealer = self.requester(zmq.DEALER)
        request_id = str(uuid.uuid1()).encode()

        delimiter, *body = dealer.ask(b"", request_id + b" 3d6", b"3d6")

        self.assertEqual(delimiter, b"")
        self.assertEqual(len(body), 1, body)
        self.assertLessEqual(body[0].count(b":"), 1, body)
        self.assert_engine_alive(dealer)

    def test_bytes_that_are_not_utf8_are_no_roll(self):
        dealer = self.requester(zmq.DEALER)
        for text in (b"\xff\xfe", b"3d6\xc3", b"\xed\xa0\x80"):
            with self.subTest(text=text):
                request_id = str(uuid.uuid1())
                delimiter, *body = dealer.ask(b"", request_id.encode() + b" " + text)
                self.assertEqual(delimiter, b"")
                self.assert_reply(body, request_id, None)
                self.assert_engine_alive(dealer)

    def assert_engine_alive(self, dealer):
        """Ask on the same socket, where a second reply would be seen, and on a new one."""
        request_id = str(uuid.uuid1())
        _, *body = dealer.ask(b"", f"{request_id} 1d6".encode())
        self.assert_reply(body, request_id, (1, 6))
        self.assert_reply(self.requester().ask(f"{request_id} 1d6".encode()), request_id, (1, 6))

    async def test_the_originals_gateway_serves_many_browsers(self):
        with seed_gateway(self.dicegate.endpoint) as gateway:
            await assert_each_gets_own_answers(self, gateway.url)

    async def test_the_originals_gateway_forwards_every_answer(self):
        """One answer that it cannot forward ends this test: the others would hang or be cut off."""
        with seed_gateway(self.dicegate.endpoint) as gateway:
            async with browser(gateway.url) as client:
                for text, roll in self.TEXTS.items():
                    self.assert_answered(await client.ask(text), roll)


class OurGatewayWithSeedEngine(ContractCase):
    """Our gateway with one engine, of the original's kind."""

    @classmethod
    def setUpClass(cls):
        cls.engine = cls.keep(seed_engine())
        cls.dicegate = cls.keep(dicegate(DICEGATE_ENGINES=f"seed+{cls.engine.endpoint}"))

    def setUp(self):
        if not self.engine.alive():
            self.skipTest("the engine died in an earlier test, which has failed")

    def tearDown(self):
        """Check that the engine was never sent anything but `<id> <expr>`."""
        self.assertTrue(self.engine.alive(), "the engine died")
        for request in self.requests_seen():
            self.assertRegex(request, r"\A[^\s:]+ \S+\Z")

    def requests_seen(self):
        """Return all requests that the engine has logged."""
        lines = re.findall(r"^asked (.*)\n", self.engine.output(), re.MULTILINE)
        return [json.loads(line) for line in lines]

    async def test_a_roll_comes_from_that_engine_as_a_python_list(self):
        seen_before = len(self.requests_seen())

        async with browser(self.dicegate.url) as client:
            self.assertRegex(await client.ask("3d6"), r"\A\[[1-6], [1-6], [1-6]\]\Z")

        requests = [request.split(" ")[1] for request in self.requests_seen()[seen_before:]]
        self.assertIn("3d6", requests)

    async def test_every_text_is_answered_like_the_original(self):
        async with browser(self.dicegate.url) as client:
            for text, roll in {**ROLLS, **dict.fromkeys(REFUSED_BY_ENGINE)}.items():
                with self.subTest(text=text):
                    self.assert_answered(await client.ask(text), roll)

    async def test_text_that_would_kill_the_engine_is_answered_by_the_gateway(self):
        """The roll after each text takes the same way, so an engine's death would be seen there."""
        texts = {**FATAL_TO_SEED_ENGINE, "digits of another script": "٣d٦"}
        async with browser(self.dicegate.url) as client:
            for name, text in texts.items():
                with self.subTest(name):
                    self.assertEqual(await client.ask(text), NOT_A_ROLL)
                    self.assert_rolled(await client.ask("2d6"), 2, 6)
                self.assertTrue(self.engine.alive(), f"the engine died of: {name}")

    async def test_4000_digits_are_answered_by_the_gateway(self):
        for text in ("1" * 4000, "1" * 4000 + "d6", "1d" + "6" * 4000):
            with self.subTest(text=text[:3] + "..." + text[-3:]):
                async with browser(self.dicegate.url) as client:
                    self.assertEqual(await client.ask(text), NOT_A_ROLL)
                    self.assert_rolled(await client.ask("2d6"), 2, 6)

    async def test_5000_digits_are_too_big_a_message_for_the_gateway(self):
        async with browser(self.dicegate.url) as client:
            with self.assertRaisesRegex(AssertionError, "1009"):
                await client.ask("1" * 5000)
        async with browser(self.dicegate.url) as client:
            self.assert_rolled(await client.ask("2d6"), 2, 6)

    async def test_50_requests_at_once_are_answered_in_order(self):
        counts = range(1, 51)
        async with browser(self.dicegate.url) as client:
            for dice in counts:
                await client.send(f"{dice}d6")
            for dice in counts:
                self.assert_rolled(await client.receive(), dice, 6)

    async def test_many_browsers_get_their_own_answers(self):
        await assert_each_gets_own_answers(self, self.dicegate.url)

    async def test_the_json_dialect_works_on_that_engine_too(self):
        async with browser(self.dicegate.url) as client:
            await client.send('{"type":"roll","id":"a","expr":"2d6"}')
            hello = json.loads(await client.receive())
            result = json.loads(await client.receive())
            while result["type"] == "pending":
                result = json.loads(await client.receive())

        self.assertEqual(hello["type"], "hello")
        self.assertEqual(result["type"], "result", result)
        self.assertEqual(result["id"], "a")
        self.assert_rolled(json.dumps(result["roll"]), 2, 6)


class SeedGatewayWithSeedEngine(ContractCase):
    """The two stand-ins together: they work, and fail, like the original."""

    @classmethod
    def setUpClass(cls):
        cls.engine = cls.keep(seed_engine())
        cls.gateway = cls.keep(seed_gateway(cls.engine.endpoint))

    async def test_every_text_is_answered(self):
        async with browser(self.gateway.url) as client:
            for text, roll in {**ROLLS, **dict.fromkeys(REFUSED_BY_ENGINE)}.items():
                with self.subTest(text=text):
                    self.assert_answered(await client.ask(text), roll)

    async def test_many_browsers_get_their_own_answers(self):
        await assert_each_gets_own_answers(self, self.gateway.url)

    async def test_another_origin_is_refused(self):
        own = self.gateway.url.replace("ws:", "http:").replace("/ws", "")
        async with browser(self.gateway.url, Origin=own) as client:
            self.assert_rolled(await client.ask("1d6"), 1, 6)
        with self.assertRaisesRegex(REFUSED, "403"):
            async with browser(self.gateway.url, Origin="http://elsewhere.example"):
                self.fail("another origin was accepted")

    def test_the_engine_dies_of_each_fatal_text(self):
        deaths = {
            **{name: [f"id {text}".encode()] for name, text in FATAL_TO_SEED_ENGINE.items()},
            "too many digits": [f"id {TOO_MANY_DIGITS}".encode()],
            "too many dice": [b"id 999999999d6"],
            "not UTF-8": [b"id \xff"],
            "two body frames": [b"id 3d6", b"3d6"],
        }
        for name, frames in deaths.items():
            with self.subTest(name), seed_engine() as engine:
                Requester(self, zmq.REQ, engine.endpoint).send(*frames)
                self.assertEqual(engine.ended(ANSWER_LIMIT_S), 1, engine.report())
                self.assertIn("died of", engine.output())

    async def test_a_second_colon_in_a_reply_costs_the_browser_its_connection(self):
        engine = zmq.asyncio.Context.instance().socket(zmq.REP)
        self.addCleanup(engine.close, linger=0)
        engine.bind("tcp://127.0.0.1:0")
        with seed_gateway(engine.last_endpoint.decode()) as gateway:
            async with browser(gateway.url) as client:
                await client.send("3d6")
                request = await asyncio.wait_for(engine.recv_string(), ANSWER_LIMIT_S)
                await engine.send_string(request.split()[0] + ':{"total":3}')
                with self.assertRaisesRegex(AssertionError, "closed"):
                    await client.receive()

    def test_think_time_delays_a_roll(self):
        with seed_engine("--think-time", "0.3") as engine:
            requester = Requester(self, zmq.REQ, engine.endpoint)
            started = time.monotonic()
            requester.ask(b"id 1d6")
            self.assertGreaterEqual(time.monotonic() - started, 0.3)


async def assert_each_gets_own_answers(test, url, browsers=5, rolls=10):
    """Let browsers roll at the same time; the number of dice identifies each one's answers."""

    async def play(dice):
        async with browser(url) as client:
            for _ in range(rolls):
                test.assert_rolled(await client.ask(f"{dice}d6"), dice, 6)

    await asyncio.gather(*(play(dice) for dice in range(1, browsers + 1)))


if __name__ == "__main__":
    # SIGTERM must end the started processes too, as an interrupt does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
