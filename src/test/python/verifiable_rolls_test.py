#!/usr/bin/python3
"""10,000 honest rolls of a running service, each verified by three programs that share no code.

    DICEGATE_WAR=target/dicegate.war DICEGATE_ENGINE_JAR=target/dicegate-engine.jar \\
        PAYARA_MICRO_JAR=.../payara-micro.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/verifiable_rolls_test.py -v

Two nodes share a table, and four engines: two of ours, and the samples in Python and Node. While the
players roll, one of our engines is killed, so that rolls are asked again of others; connections are
cut, and their sessions resumed. Debian packages: redis-server, python3-websockets. Needs `npm ci` in
src/samples/node.
"""

import asyncio
import contextlib
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import unittest

import websockets

from conformance_test import SAMPLES, sample
from processes import dicegate, required
from upgrade_test import metric, redis

ROOT = pathlib.Path(__file__).resolve().parents[3]
CORPUS = ROOT / "src/test/resources/dicegate/dice/notation/corpus.txt"
PAGE_CHECKER = ROOT / "src/test/js/verify/check-log.mjs"
TABLE = "fair-fox-7"
ROLLS = 10_000
KILL_ROUND = 30
ROUND = 20  # rolls of each player at a time
ANSWER_LIMIT_S = 60
CHECK_LIMIT_S = 600
MAX_TEXT = 60  # longer expressions have results too large for a table


def expressions():
    """Texts that roll, half of them plain, which the samples know; in an order that is the same each time."""
    order = random.Random(1)
    lines = [line for line in CORPUS.read_text(encoding="utf-8").splitlines()
             if line and not line.startswith("//") and len(line) <= MAX_TEXT and "0000d" not in line]
    while True:
        if order.random() < 0.6:
            yield f"{order.randint(1, 9)}d{order.choice([2, 3, 6, 10, 20, 100, 257, 1000])}"
        else:
            yield order.choice(lines)


class Player:
    """A client that gives seeds, rolls in rounds, and keeps what it was sent."""

    def __init__(self, name, url):
        self.name = name
        self.url = url
        self.results = []  # own results, with their whole proofs
        self.unused = []  # numbers of the own series of which no roll was made, by root
        self.told = []  # commitments to the own series
        self.errors = 0
        self.sent = 0
        self._own = None
        self._table = None
        self._socket = None
        self._session = None
        self._join = None

    async def connect(self, key=None):
        self._socket = await websockets.connect(
            self.url, subprotocols=["dicegate.v1.json"], max_size=2**24)
        hello = await self._next("hello")
        resumed = self._session is not None
        if resumed:
            await self.send(type="resume", session=self._session)
            hello = await self._next("resumed")
        self._session = hello["session"]
        series = hello["series"]
        self._own = series["root"]
        if not resumed:
            await self._told(series)
        self._join = self._join or {"name": self.name, **({"key": key} if key else {})}
        await self.send(type="join", id="join", table=TABLE, **self._join)
        joined = await self._next("joined")
        self._join.update(
            token=joined["token"], key=next(iter(joined["keys"].values())))
        if not resumed:
            await self._seed(joined["series"]["root"])
            await self._seed(joined["series"]["next"])
        return joined

    async def cut(self):
        """Loses the connection without a closing handshake."""
        self._socket.transport.abort()
        with contextlib.suppress(websockets.ConnectionClosed):
            await self._socket.recv()

    async def send(self, **message):
        await self._socket.send(json.dumps(message))

    async def roll(self, texts, to):
        """Roll all at once; return when all are answered. Repeats what a cut left unanswered."""
        waiting = {}
        for text in texts:
            self.sent += 1
            waiting[self.sent] = {"type": "roll", "id": self.sent, "expr": text, "to": to}
        for message in waiting.values():
            await self.send(**message)
        while waiting:
            frame = await self._frame()
            asked = waiting.get(frame.get("id")) if frame["type"] in ("result", "error") else None
            if frame["type"] == "error" and frame["temporary"] and asked:
                await self.send(**asked)
            elif asked:
                del waiting[frame["id"]]
                await self._answered(asked, frame)

    async def _answered(self, asked, frame):
        if frame["type"] == "error":
            self.errors += 1
            if asked["to"] == "self" and "proof" in frame:
                self.unused.append((frame["proof"]["root"], frame["proof"]["index"]))
        elif asked["to"] == "self" and "proof" in frame:
            frame["proof"].setdefault("expr", asked["expr"])
            self.results.append(frame)

    async def prove(self):
        """Ask for the proofs of the own rolls since the last call."""
        for result in [one for one in self.results if "key" not in one["proof"]]:
            proof = result["proof"]
            await self.send(type="proof", id="p", root=proof["root"], index=proof["index"])
            answer = await self._next("proof")
            result["proof"] = {**answer["proof"], "expr": proof["expr"]}

    async def history(self, after):
        """Return the entries behind a seq that this player may see, with proofs."""
        entries, before = [], None
        while True:
            await self.send(type="history", id="h", limit=100, proofs=True,
                            **({"before": before} if before else {}))
            page = await self._next("history")
            entries[:0] = [entry for entry in page["entries"] if entry["seq"] > after]
            before = page.get("next")
            if not before or before <= after + 1:
                return entries

    async def _seed(self, root):
        seed = random.SystemRandom().randbytes(16).hex()
        await self.send(type="seed", id=f"seed {root[:8]}", root=root, seed=seed)

    async def _told(self, series):
        self.told.append({"root": series["root"], "seq": len(self.results)})
        await self._seed(series["root"])

    async def _frame(self):
        frame = json.loads(await asyncio.wait_for(self._socket.recv(), ANSWER_LIMIT_S))
        if frame["type"] == "series" and "next" in frame:
            if "table" not in frame:
                self.told.append({"root": frame["next"], "seq": len(self.results)})
            await self._seed(frame["next"])
        return frame

    async def _next(self, kind):
        while True:
            frame = await self._frame()
            if frame["type"] == kind:
                return frame
            if frame["type"] == "error" and frame.get("id") in ("join", "p", "h"):
                raise AssertionError(f"{self.name}: {frame}")

    def own_log(self):
        """Return the export of the own rolls, in order of their series and numbers."""
        order = {one["root"]: place for place, one in enumerate(self.told)}
        results = sorted(self.results,
                         key=lambda one: (order[one["proof"]["root"]], one["proof"]["index"]))
        unused = sorted(set(self.unused))
        last = {}
        for result in results:
            proof = result["proof"]
            behind = last.get(proof["root"], -1)
            before = [number for root, number in unused
                      if root == proof["root"] and behind < number < proof["index"]]
            if before:
                proof["unused"] = before
            last[proof["root"]] = proof["index"]
        return {"dicegate": "log", "version": 1, "entries": results, "commitments": self.told}


class VerifiableRolls(unittest.TestCase):

    def test_honest_rolls_are_verified_by_all_checkers(self):
        jar = (required("JAVA"), "-jar", required("DICEGATE_ENGINE_JAR"), "--bind")
        with contextlib.ExitStack() as stack:
            enter = stack.enter_context
            bus = enter(redis())
            engines = [
                enter(sample("engine_1", *jar)),
                enter(sample("engine_2", *jar)),
                enter(sample("python_sample", sys.executable, str(SAMPLES / "python/engine.py"))),
                enter(sample("node_sample", "node", str(SAMPLES / "node/engine.mjs")))]
            settings = {
                "DICEGATE_BUS": bus.address,
                "DICEGATE_ENGINES": ",".join(engine.endpoint for engine in engines),
                "DICEGATE_TABLE_HISTORY": "1000",
                "DICEGATE_CLIENT_PER_ADDRESS": "0"}
            nodes = [enter(dicegate(**settings)) for _ in range(2)]
            logs = asyncio.run(self._play(nodes, engines))
        verified = [self._check(name, log) for name, log in logs.items()]
        self.assertGreaterEqual(sum(verified), ROLLS)

    async def _play(self, nodes, engines):
        texts = expressions()
        players = [Player(f"P{i}", nodes[i % 2].url) for i in range(4)]
        joined = await players[0].connect()
        for player in players[1:]:
            await player.connect(joined["keys"]["player"])
        entries, rounds = [], 0
        while len(entries) + sum(len(one.results) for one in players) < ROLLS * 1.05:
            rounds += 1
            to = "self" if rounds % 2 else "gm" if rounds % 10 == 0 else "all"
            if rounds == KILL_ROUND:
                engines[1].process.send_signal(signal.SIGSTOP)
            rolling = [asyncio.create_task(
                player.roll([next(texts) for _ in range(ROUND)], to)) for player in players]
            if rounds == KILL_ROUND:
                await asyncio.to_thread(self._kill_with_requests, engines[1], nodes)
            await asyncio.gather(*rolling)
            if rounds % 7 == 0:
                cut = players[rounds // 7 % 4]
                await cut.cut()
                await cut.connect()
            for player in players:
                await player.prove()
            entries += await players[0].history(entries[-1]["seq"] if entries else 0)
        self.assertGreater(sum(metric(node, "dicegate_redispatches_total") for node in nodes), 0)
        self.assertGreater(sum(metric(node, "dicegate_sessions_resumed_total") for node in nodes), 3)
        logs = {player.name: player.own_log() for player in players}
        logs["table"] = {"dicegate": "log", "version": 1, "table": TABLE, "entries": entries}
        return logs

    @staticmethod
    def _kill_with_requests(engine, nodes):
        """Kill an engine that has stopped, when it has requests that others have to answer."""
        in_flight = f'dicegate_engine_in_flight{{engine="{engine.endpoint}"}}'
        nodes[0].until(lambda: any(metric(node, in_flight) > 0 for node in nodes),
                       "asking the engine that has stopped")
        engine.process.kill()

    def _check(self, name, log):
        """Check a log by three programs; return the number of rolls that all of them verify."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, f"{name}.json")
            file.write_text(json.dumps(log), encoding="utf-8")
            java = self._run(required("JAVA"), "-jar", required("DICEGATE_ENGINE_JAR"),
                             "verify", str(file))
            python = self._run(sys.executable, str(SAMPLES / "python/verify.py"), str(file))
            page = self._run("node", str(PAGE_CHECKER), str(file))
        for output in java, python, page:
            print(f"{name}: {output.splitlines()[-1]}")
        proven = sum("key" in entry.get("proof", {}) for entry in log["entries"])
        self.assertGreater(proven, ROLLS / 10)
        self.assertIn(f"passed: {proven} verified, 0 without", java)
        self.assertIn(f"{proven} ok, 0 in part", python)
        return proven

    def _run(self, *command):
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=CHECK_LIMIT_S, encoding="utf-8", check=False)
        self.assertEqual(done.returncode, 0, "\n".join(
            line for line in done.stdout.splitlines() if "wrong" in line.lower()
            or "Traceback" in line)[:4_000] + done.stdout[-2_000:])
        return done.stdout


if __name__ == "__main__":
    # SIGTERM must end the started processes too, as an interrupt does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
