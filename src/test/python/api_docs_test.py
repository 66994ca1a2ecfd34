#!/usr/bin/python3
"""The API documents: every example in them is executed against the real WAR and its engine.

    DICEGATE_WAR=target/dicegate.war PAYARA_MICRO_JAR=.../payara-micro.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/api_docs_test.py -v

An answer has the members of the example and fits its schema. Its values are the example's, except
random ones and times (`VARIABLE`); of these, equal values of the examples are equal in the answers.
Debian packages: python3-jsonschema, python3-websockets, python3-zmq, python3-tornado.
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

VARIABLE = {"workers", "session", "token", "position", "at", "version", "incident", "secret",
            "root", "roots"}
"""Members whose values depend on chance, the clock, the build, or the machine."""

ROLES = {"gm", "player", "watcher"}
"""Members of `keys`, which are random too."""

SERIES = {"next", "key", "path"}
"""Members of series and proofs, which are random too."""


def document(name):
    return json.loads((DOCS / name).read_text())


def schema_files():
    return sorted(path.relative_to(DOCS).as_posix() for path in (DOCS / "schemas").glob("*.json"))


def strict(schema):
    """Return a schema that allows only the members that it names.

    The published schemas allow more, for the sake of later versions; the test must find members
    that are sent but not documented.
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
    """Return all values of this name in a document."""
    if isinstance(document_part, list):
        return [found for part in document_part for found in all_of(part, name)]
    if not isinstance(document_part, dict):
        return []
    own = [document_part[name]] if name in document_part else []
    return own + [found for part in document_part.values() for found in all_of(part, name)]


def keywords(schema, name):
    """Return all values of this keyword in a schema, whose properties may have the same name."""
    if isinstance(schema, list):
        return [found for part in schema for found in keywords(part, name)]
    if not isinstance(schema, dict):
        return []
    own = [schema[name]] if name in schema else []
    parts = [part for key, value in schema.items()
             for part in (value.values() if key == "properties" else [value])]
    return own + [found for part in parts for found in keywords(part, name)]


@functools.cache
def schemas():
    return {BASE + name: strict(document(name)) for name in schema_files()}


def check_against(schema, value):
    """Check a value against a schema; its references are relative to the documents."""
    resolver = jsonschema.RefResolver(BASE, schema, store=schemas())
    jsonschema.Draft202012Validator(strict(schema), resolver=resolver).validate(value)


class Mismatch(AssertionError):
    """An answer does not match its example."""


class Matcher:
    """Compares answers with examples; remembers the real value of each variable example value."""

    def __init__(self, known=None):
        self._known = known or {}

    def copy(self):
        return Matcher(dict(self._known))

    def real(self, example):
        """Return a request to send: the example with real values that the server sent before."""
        if isinstance(example, dict):
            return {name: self.real(value) for name, value in example.items()}
        if isinstance(example, list):
            return [self.real(value) for value in example]
        return self._known.get(example, example) if isinstance(example, str) else example

    def check(self, example, answer, where="answer"):
        if type(example) is not type(answer) and not (
                {type(example), type(answer)} == {int, float}):
            raise Mismatch(f"{where}: {answer!r} is not a {type(example).__name__}")
        if isinstance(example, dict):
            self._check_members(example, answer, where)
        elif isinstance(example, list):
            if len(example) != len(answer):
                raise Mismatch(f"{where}: {answer!r} does not have the length of {example!r}")
            for index, (one, other) in enumerate(zip(example, answer)):
                self.check(one, other, f"{where}[{index}]")
        elif example != answer:
            raise Mismatch(f"{where}: {answer!r} is not {example!r}")

    def _check_members(self, example, answer, where):
        if example.keys() != answer.keys():
            raise Mismatch(f"{where}: has {sorted(answer)}, not {sorted(example)}")
        for name, value in example.items():
            place = f"{where}.{name}"
            if self._is_variable(name, example):
                self._bind(value, answer[name], place)
            elif name == "to" and isinstance(value, list):
                self._bind_all(value, answer[name], place)
            elif name == "settings":
                self._check_settings(value, answer[name], place)
            elif name == "systems":
                self._check_systems(value, answer[name], place)
            else:
                self.check(value, answer[name], place)

    @staticmethod
    def _is_variable(name, members):
        return (name in VARIABLE
                or name == "id" and members.keys() & {"role", "host", "secret"}
                or name in ROLES and "watcher" in members
                or name in SERIES and "root" in members
                or name == "retryAfterMs" and members.get("code") == "rate_limited")

    def _bind(self, example, answer, where):
        if type(example) is not type(answer):
            raise Mismatch(f"{where}: {answer!r} is not a {type(example).__name__}")
        if isinstance(example, str) and self._known.setdefault(example, answer) != answer:
            raise Mismatch(f"{where}: {answer!r} was {self._known[example]!r} before")

    def _bind_all(self, example, answer, where):
        """The ids of members who are whispered to."""
        if not isinstance(answer, list) or len(answer) != len(example):
            raise Mismatch(f"{where}: {answer!r} does not have the length of {example!r}")
        for one, other in zip(example, answer):
            self._bind(one, other, where)

    @staticmethod
    def _check_settings(example, answer, where):
        if example.keys() != answer.keys():
            raise Mismatch(f"{where}: {sorted(answer.keys() ^ example.keys())} only in one of them")


    @staticmethod
    def _check_systems(example, answer, where):
        """The example shows some rows of the table, which has a page of its own."""
        missing = [row for row in example if row not in answer]
        if missing or not example:
            raise Mismatch(f"{where}: {missing} is not in {answer!r}")


class Conversation:
    """A conversation over WebSockets, one for each participant."""

    def __init__(self, url, conversation, stack):
        self._url = url
        subprotocol = conversation.get("subprotocol")
        self._subprotocols = [subprotocol] if subprotocol else None
        self._steps = conversation["steps"]
        self._stack = stack
        self._sockets = {}
        self._matcher = Matcher()

    async def hold(self):
        for who, steps in itertools.groupby(self._steps, self._actor):
            socket = await self._socket(who)
            awaited = []
            for step in steps:
                if "send" in step:
                    await self._receive(socket, awaited)
                    sent = self._matcher.real(step["send"])
                    await socket.send(sent if isinstance(sent, str) else json.dumps(sent))
                elif "closed" in step:
                    await self._receive(socket, awaited)
                    await asyncio.wait_for(socket.wait_closed(), ANSWER_LIMIT_S)
                    Matcher().check(step["closed"], socket.close_code, "close code")
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
        """Receive the awaited frames; answers and table events may come in any order."""
        while awaited:
            frame = await self._next(socket)
            mismatches = []
            for example in awaited:
                matcher = self._matcher.copy()
                try:
                    matcher.check(example, frame)
                except Mismatch as mismatch:
                    mismatches.append(str(mismatch))
                    continue
                self._matcher = matcher
                awaited.remove(example)
                break
            else:
                raise Mismatch(f"unexpected frame {json.dumps(frame)}: {mismatches}")

    async def _nothing_else(self, socket):
        """Check that nothing was sent beyond the conversation."""
        if self._subprotocols:
            await socket.send('{"type":"ping","id":"the end"}')
            Matcher().check({"type": "pong", "id": "the end"}, await self._next(socket))
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


async def hold(url, conversation):
    async with contextlib.AsyncExitStack() as stack:
        await Conversation(url, conversation, stack).hold()


class Gateways:
    """Gateways with the settings of the examples; each is started once, one at a time."""

    def __init__(self, examples):
        """Take pairs of settings and a task with the gateway; those without settings run first."""
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
        """One test for all, since the start of a gateway takes as long as all examples."""
        tasks = [(conversation.get("settings", {}), functools.partial(self._converse, conversation))
                 for conversation in self.websocket["x-conversations"]]
        tasks += [({}, functools.partial(self._ask_engine, conversation))
                  for conversation in self.engine["x-conversations"]]
        tasks += [(example[-1].get("x-settings", {}), functools.partial(self._ask_http, *example))
                  for example in self._http_examples()]
        Gateways(tasks).run()

    def _converse(self, conversation, gateway):
        with self.subTest(websocket=conversation["name"]):
            asyncio.run(hold(gateway.url, conversation))

    def _ask_engine(self, conversation, gateway):
        matcher = Matcher()
        with self.subTest(engine=conversation["name"]), zmq.Context() as context:
            with context.socket(zmq.REQ) as socket:
                socket.linger = 0
                socket.rcvtimeo = ANSWER_LIMIT_S * 1000
                socket.connect(gateway.endpoint)
                for step in conversation["steps"]:
                    if "send" in step:
                        socket.send_string(step["send"])
                    else:
                        self._check_reply(matcher, step["receive"], socket.recv_string())

    def _check_reply(self, matcher, example, reply):
        batch = re.compile(r"(DG1 \S+ ok )(DG1 .*)", re.S)
        if expected := batch.fullmatch(example):
            got = batch.fullmatch(reply)
            self.assertEqual(got[1], expected[1])
            lines, real_lines = expected[2].split("\n"), got[2].split("\n")
            self.assertEqual(len(real_lines), len(lines))
            for line, real_line in zip(lines, real_lines):
                self._check_reply(matcher, line, real_line)
            return
        head, body = self._parts(example)
        real_head, real_body = self._parts(reply)
        self.assertEqual(real_head, head)
        matcher.check(body, real_body)
        [message] = [message for message in self._messages(self.engine).values()
                     if re.search(message["payload"]["pattern"], reply) and "x-body" in message
                     and not ("Seed" in message["name"].title() and head.startswith("DG1"))]
        check_against(message["x-body"], real_body)

    @staticmethod
    def _parts(reply):
        """Return the part of a reply before its JSON, and the JSON."""
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
                Matcher().check(example["value"], json.loads(text))
                check_against(schema, json.loads(text))
            else:
                lines = example["value"].splitlines()
                self.assertEqual([line for line in lines if line not in text.splitlines()], [])
            self.assertEqual(headers["Cache-Control"], "no-store")
            for name, value in example.get("x-headers", {}).items():
                self.assertEqual(headers[name], value, name)
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
    def _messages(api):
        return api["components"]["messages"]

    def test_every_message_has_examples_from_conversations(self):
        for api in self.websocket, self.engine:
            sent = [step[side] for conversation in api["x-conversations"]
                    for step in conversation["steps"] for side in ("send", "receive")
                    if side in step]
            for name, message in self._messages(api).items():
                with self.subTest(name):
                    payloads = [example["payload"] for example in message["examples"]]
                    self.assertTrue(payloads)
                    self.assertEqual([one for one in payloads if one not in sent], [])

    def test_every_example_fits_the_schema_of_its_message(self):
        for message in itertools.chain(
                self._messages(self.websocket).values(), self._messages(self.engine).values()):
            for example in message["examples"]:
                with self.subTest(example["name"]):
                    check_against(message["payload"], example["payload"])
        for _, media_type, schema, example in self._http_examples():
            if media_type.endswith("json"):
                check_against(schema, example["value"])

    def test_every_http_example_has_its_request(self):
        asked = [example["x-request"] for *_, example in self._http_examples()]
        self.assertEqual(sum(map(len, all_of(self.http, "examples"))), len(asked))
        self.assertEqual(all_of(self.http, "example"), [])
        for path, operations in self.http["paths"].items():
            for method in operations:
                with self.subTest(path=path, method=method):
                    served = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
                    self.assertTrue([one for one in asked if one["method"].lower() == method
                                     and served.fullmatch(one["path"].partition("?")[0])])

    def test_schemas_are_valid_and_have_no_examples(self):
        for name in schema_files():
            with self.subTest(name):
                schema = document(name)
                jsonschema.Draft202012Validator.check_schema(schema)
                self.assertEqual(schema["$id"], name.removeprefix("schemas/"))
                self.assertEqual(keywords(schema, "examples") + keywords(schema, "example"), [])

    def test_schemas_reject_a_wrong_frame(self):
        """Otherwise a schema could allow anything, and every example would fit."""
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
    # SIGTERM must end the started processes too, as an interrupt does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
