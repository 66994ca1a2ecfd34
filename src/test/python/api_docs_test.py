#!/usr/bin/python3
"""The API documents: every example in them is executed, against the real WAR and its engine.

    DICEGATE_WAR=target/dicegate.war PAYARA_MICRO_JAR=.../payara-micro.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/api_docs_test.py -v

What is answered has the members of the example and fits its schema; its values are the example's,
but for those that chance or the clock make (`CHANCE`), of which equal ones are to stay equal.
Needed of Debian: python3-jsonschema, python3-websockets, python3-zmq, python3-tornado.
"""

import asyncio
import contextlib
import copy
import functools
import itertools
import json
import pathlib
import re
import signal
import unittest
import urllib.error
import urllib.request

import jsonschema
import websockets
import zmq

from processes import dicegate

DOCS = pathlib.Path(__file__).resolve().parents[3] / "webapp/docs"
BASE = "https://dicegate.invalid/docs/"
ANSWER_LIMIT_S = 10

CHANCE = {"session", "token", "position", "at", "version", "incident"}
"""Members whose values are made by chance, the clock, or the build."""

ROLES = {"gm", "player", "watcher"}
"""Members of `keys`, which are made by chance too."""


def document(name):
    return json.loads((DOCS / name).read_text())


def schema_files():
    return sorted(path.relative_to(DOCS).as_posix() for path in (DOCS / "schemas").glob("*.json"))


def strict(schema):
    """Return a schema that allows no member but those that it names.

    What is published allows more, so that clients are ready for what is to come; a test is to tell
    members that are sent and not documented.
    """
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(part) for name, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


def all_of(document_part, name):
    """Return each value of this name, anywhere in a document."""
    if isinstance(document_part, list):
        return [found for part in document_part for found in all_of(part, name)]
    if not isinstance(document_part, dict):
        return []
    own = [document_part[name]] if name in document_part else []
    return own + [found for part in document_part.values() for found in all_of(part, name)]


@functools.cache
def schemas():
    return {BASE + name: strict(document(name)) for name in schema_files()}


def check_against(schema, value):
    """Check a value against a schema of a document, whose references begin at the documents."""
    resolver = jsonschema.RefResolver(BASE, schema, store=schemas())
    jsonschema.Draft202012Validator(strict(schema), resolver=resolver).validate(value)


class Mismatch(AssertionError):
    """What was answered is not what the example says."""


class Likeness:
    """Tells whether answers are like examples, and what in an example stands for what in answers."""

    def __init__(self, known=None):
        self._known = known or {}

    def copy(self):
        return Likeness(dict(self._known))

    def real(self, example):
        """Return what to send: the example with what the server told before in its place."""
        if isinstance(example, dict):
            return {name: self.real(value) for name, value in example.items()}
        return self._known.get(example, example) if isinstance(example, str) else example

    def check(self, example, answer, where="answer"):
        if type(example) is not type(answer) and not (
                {type(example), type(answer)} == {int, float}):
            raise Mismatch(f"{where}: {answer!r} is no {type(example).__name__}")
        if isinstance(example, dict):
            self._check_members(example, answer, where)
        elif isinstance(example, list):
            if len(example) != len(answer):
                raise Mismatch(f"{where}: {answer!r} has not the length of {example!r}")
            for index, (one, other) in enumerate(zip(example, answer)):
                self.check(one, other, f"{where}[{index}]")
        elif example != answer:
            raise Mismatch(f"{where}: {answer!r} is not {example!r}")

    def _check_members(self, example, answer, where):
        if example.keys() != answer.keys():
            raise Mismatch(f"{where}: has {sorted(answer)}, not {sorted(example)}")
        for name, value in example.items():
            place = f"{where}.{name}"
            if self._is_chance(name, example):
                self._bind(value, answer[name], place)
            elif name == "settings":
                self._check_settings(value, answer[name], place)
            else:
                self.check(value, answer[name], place)

    @staticmethod
    def _is_chance(name, members):
        return (name in CHANCE
                or name == "id" and "role" in members
                or name in ROLES and "watcher" in members
                or name == "retryAfterMs" and members.get("code") == "rate_limited")

    def _bind(self, example, answer, where):
        if type(example) is not type(answer):
            raise Mismatch(f"{where}: {answer!r} is no {type(example).__name__}")
        if isinstance(example, str) and self._known.setdefault(example, answer) != answer:
            raise Mismatch(f"{where}: {answer!r} was {self._known[example]!r} before")

    @staticmethod
    def _check_settings(example, answer, where):
        if example.keys() != answer.keys():
            raise Mismatch(f"{where}: {sorted(answer.keys() ^ example.keys())} in one of both")


class Conversation:
    """A conversation over WebSockets, one for each who takes part."""

    def __init__(self, url, told, stack):
        self._url = url
        self._subprotocols = [told["subprotocol"]] if "subprotocol" in told else None
        self._steps = told["steps"]
        self._stack = stack
        self._sockets = {}
        self._likeness = Likeness()

    async def hold(self):
        for who, steps in itertools.groupby(self._steps, self._actor):
            socket = await self._socket(who)
            awaited = []
            for step in steps:
                if "send" in step:
                    await self._receive(socket, awaited)
                    sent = self._likeness.real(step["send"])
                    await socket.send(sent if isinstance(sent, str) else json.dumps(sent))
                elif "closed" in step:
                    await self._receive(socket, awaited)
                    await asyncio.wait_for(socket.wait_closed(), ANSWER_LIMIT_S)
                    Likeness().check(step["closed"], socket.close_code, "close code")
                else:
                    awaited.append(step["receive"])
            await self._receive(socket, awaited)
        for socket in self._sockets.values():
            if socket.open:
                await self._nothing_else(socket)

    @staticmethod
    def _actor(step):
        return step.get("as", "you")

    async def _socket(self, who):
        if who not in self._sockets:
            self._sockets[who] = await self._stack.enter_async_context(
                websockets.connect(self._url, subprotocols=self._subprotocols))
        return self._sockets[who]

    async def _receive(self, socket, awaited):
        """Receive as many frames as are awaited; an answer and news of a table have no order."""
        while awaited:
            frame = await self._next(socket)
            mismatches = []
            for example in awaited:
                likeness = self._likeness.copy()
                try:
                    likeness.check(example, frame)
                except Mismatch as mismatch:
                    mismatches.append(str(mismatch))
                    continue
                self._likeness = likeness
                awaited.remove(example)
                break
            else:
                raise Mismatch(f"{json.dumps(frame)} is none of those awaited: {mismatches}")

    async def _nothing_else(self, socket):
        """See that nothing more was sent than the conversation says."""
        if self._subprotocols:
            await socket.send('{"type":"ping","id":"the end"}')
            Likeness().check({"type": "pong", "id": "the end"}, await self._next(socket))
        else:
            await socket.send("hello")
            frame = await self._next(socket)
            if frame != "whaaat?" and "error" not in frame:
                raise Mismatch(f"more was sent: {frame!r}")

    @staticmethod
    async def _next(socket):
        frame = json.loads(await asyncio.wait_for(socket.recv(), ANSWER_LIMIT_S))
        check_against({"$ref": "schemas/server.json"}, frame)
        return frame


async def hold(url, told):
    async with contextlib.AsyncExitStack() as stack:
        await Conversation(url, told, stack).hold()


class Gateways:
    """Gateways with the settings that examples want, each started once and one at a time."""

    def __init__(self, examples):
        """Take (settings, what is to be done with the gateway); those without settings first."""
        key = functools.partial(json.dumps, sort_keys=True)
        self._groups = itertools.groupby(
            sorted(examples, key=lambda example: key(example[0])), lambda example: key(example[0]))

    def run(self):
        for settings, examples in self._groups:
            environment = {re.sub("[.-]", "_", name).upper(): value
                           for name, value in json.loads(settings).items()}
            with dicegate(awaits_rolls="DICEGATE_ENGINES" not in environment,
                          **environment) as gateway:
                for _, task in examples:
                    task(gateway)


class Examples(unittest.TestCase):

    websocket = document("asyncapi-websocket.json")
    engine = document("asyncapi-engine.json")
    http = document("openapi.json")

    def test_every_example_is_executed(self):
        """One test for all, since each gateway takes as long to start as they take together."""
        tasks = [(told.get("settings", {}), functools.partial(self._converse, told))
                 for told in self.websocket["x-conversations"]]
        tasks += [({}, functools.partial(self._ask_engine, told))
                  for told in self.engine["x-conversations"]]
        tasks += [(example[-1].get("x-settings", {}), functools.partial(self._ask_http, *example))
                  for example in self._http_examples()]
        Gateways(tasks).run()

    def _converse(self, told, gateway):
        with self.subTest(websocket=told["name"]):
            asyncio.run(hold(gateway.url, told))

    def _ask_engine(self, told, gateway):
        likeness = Likeness()
        with self.subTest(engine=told["name"]), zmq.Context() as context:
            with context.socket(zmq.REQ) as socket:
                socket.linger = 0
                socket.rcvtimeo = ANSWER_LIMIT_S * 1000
                socket.connect(gateway.endpoint)
                for step in told["steps"]:
                    if "send" in step:
                        socket.send_string(step["send"])
                    else:
                        self._check_reply(likeness, step["receive"], socket.recv_string())

    def _check_reply(self, likeness, example, reply):
        head, body = self._parts(example)
        real_head, real_body = self._parts(reply)
        self.assertEqual(real_head, head)
        likeness.check(body, real_body)
        [message] = [message for message in self._messages(self.engine).values()
                     if re.search(message["payload"]["pattern"], reply) and "x-body" in message
                     and not ("Seed" in message["name"].title() and head.startswith("DG1"))]
        check_against(message["x-body"], real_body)

    @staticmethod
    def _parts(reply):
        """Return what is before the JSON of a reply, and the JSON."""
        head, body = re.fullmatch(r"(DG1 \S+ \S+ |[^: ]+:)(.*)", reply, re.S).groups()
        return head, json.loads(body)

    def _http_examples(self):
        """Return (status, media type, schema, example) of all responses."""
        for path in self.http["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    for media_type, content in response.get("content", {}).items():
                        for example in content.get("examples", {}).values():
                            yield int(status), media_type, content["schema"], example

    def _ask_http(self, status, media_type, schema, example, gateway):
        asked = example["x-request"]
        with self.subTest(http=asked, status=status):
            url = gateway.site + asked["path"]
            for _ in range(asked.get("times", 1)):
                answer_status, headers, text = self._http(url, asked)
            self.assertEqual((answer_status, headers.get_content_type()), (status, media_type), text)
            if media_type.endswith("json"):
                Likeness().check(example["value"], json.loads(text))
                check_against(schema, json.loads(text))
            else:
                lines = example["value"].splitlines()
                self.assertEqual([line for line in lines if line not in text.splitlines()], [])
            self.assertEqual(headers["Cache-Control"], "no-store")
            if json.dumps(example["value"]).find("retryAfterMs") >= 0:
                self.assertGreaterEqual(int(headers["Retry-After"]), 1)

    @staticmethod
    def _http(url, asked):
        body = asked["body"].encode() if "body" in asked else None
        request = urllib.request.Request(
            url, body, asked.get("headers", {}), method=asked["method"])
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_LIMIT_S) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    @staticmethod
    def _messages(told):
        return told["components"]["messages"]

    def test_every_message_has_examples_and_they_are_of_conversations(self):
        for told in self.websocket, self.engine:
            said = [step[side] for conversation in told["x-conversations"]
                    for step in conversation["steps"] for side in ("send", "receive")
                    if side in step]
            for name, message in self._messages(told).items():
                with self.subTest(name):
                    payloads = [example["payload"] for example in message["examples"]]
                    self.assertTrue(payloads)
                    self.assertEqual([one for one in payloads if one not in said], [])

    def test_every_example_fits_the_schema_of_its_message(self):
        for message in itertools.chain(
                self._messages(self.websocket).values(), self._messages(self.engine).values()):
            for example in message["examples"]:
                with self.subTest(example["name"]):
                    check_against(message["payload"], example["payload"])
        for _, media_type, schema, example in self._http_examples():
            if media_type.endswith("json"):
                check_against(schema, example["value"])

    def test_every_example_over_http_says_how_it_is_asked(self):
        asked = [example["x-request"] for *_, example in self._http_examples()]
        self.assertEqual(sum(map(len, all_of(self.http, "examples"))), len(asked))
        self.assertEqual(all_of(self.http, "example"), [])
        for path, operations in self.http["paths"].items():
            for method in operations:
                with self.subTest(path=path, method=method):
                    self.assertTrue([one for one in asked if one["method"].lower() == method
                                     and one["path"].partition("?")[0] == path])

    def test_schemas_are_schemas_and_have_no_examples_of_their_own(self):
        for name in schema_files():
            with self.subTest(name):
                schema = document(name)
                jsonschema.Draft202012Validator.check_schema(schema)
                self.assertEqual(schema["$id"], name.removeprefix("schemas/"))
                self.assertEqual(all_of(schema, "examples") + all_of(schema, "example"), [])

    def test_schemas_tell_a_frame_that_is_wrong(self):
        """Else they could allow anything, and every example would fit."""
        for message in self._messages(self.websocket).values():
            for example in message["examples"]:
                payload = example["payload"]
                if not isinstance(payload, dict) or "type" not in payload:
                    continue
                for name in payload:
                    wrong = copy.deepcopy(payload)
                    wrong[name] = {"nobody": "knows this"}
                    with self.subTest(example=example["name"], member=name):
                        with self.assertRaises(jsonschema.ValidationError):
                            check_against(message["payload"], wrong)


if __name__ == "__main__":
    # Ended from outside, this must still end its processes, as it does when interrupted.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
