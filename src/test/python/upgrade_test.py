#!/usr/bin/python3
"""A gateway shuts down behind HAProxy while people play, as in a rolling upgrade.

    npm ci --ignore-scripts --prefix src/test/clients/node
    DICEGATE_WAR=target/dicegate.war PAYARA_MICRO_JAR=.../payara-micro.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/upgrade_test.py -v

Two gateways on Payara Micro, one Redis, HAProxy with its configuration from src/docs/proxies; the
clients are npm's ws and Python's websockets. Debian packages: haproxy, openssl, redis-server,
nodejs, npm, python3-websockets, python3-tornado.
"""

import concurrent.futures
import contextlib
import itertools
import json
import re
import signal
import unittest
import urllib.error
import urllib.request

import clients
import proxies
from processes import dicegate, free_ports, running

JSON_DIALECT = "dicegate.v1.json"
MOVE_LIMIT_S = 30
STOP_LIMIT_S = 60


@contextlib.contextmanager
def redis():
    """Run a server for tables; `address` is its URL."""
    [port] = free_ports(1)
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with running("redis", command) as process:
        process.until(lambda: "Ready to accept connections" in process.output(), "ready")
        process.address = f"redis://127.0.0.1:{port}"
        yield process


def metric(gateway, name):
    """Return the value of a metric by its name and labels."""
    with urllib.request.urlopen(f"{gateway.site}/api/metrics", timeout=10) as answer:
        text = answer.read().decode()
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    if not found:
        raise AssertionError(f"no metric {name} in\n{text}")
    return float(found.group(1))


def is_ready(gateway):
    """Return whether the gateway reports itself ready for clients."""
    try:
        with urllib.request.urlopen(f"{gateway.site}/api/health/ready", timeout=10):
            return True
    except urllib.error.HTTPError as error:
        if error.code != 503:
            raise
        return False


@contextlib.contextmanager
def rolling(gateway, expr):
    """Roll by HTTP in the background; yields the future answer."""
    url = f"{gateway.site}/api/roll?expr={expr}"

    def roll():
        with urllib.request.urlopen(url, timeout=STOP_LIMIT_S) as answer:
            return json.load(answer)

    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        yield thread.submit(roll)


class Player:
    """A player at a table, who reconnects like the page."""

    def __init__(self, program, proxy, name):
        self._program = program
        self._proxy = proxy
        self.name = name
        self.session = self.key = self.token = self.position = None
        self.resumed = None
        self.answers = {}

    def join(self, table, key=None):
        """Connect, with retries, resume the session if there was one, and join."""
        self.connection = self._proxy.process.until(
            self._connect, f"accepting {self.name}", MOVE_LIMIT_S)
        session = self.connection.receive_frame("hello")["session"]
        if self.session:
            self.connection.send_frame(type="resume", session=self.session)
            self.resumed = self.connection.receive_frame("resumed", "error")
        self.session = session
        known = {"key": key or self.key, "token": self.token, "resume": self.position}
        self.connection.send_frame(
            type="join", id="join", table=table, name=self.name,
            **{member: value for member, value in known.items() if value})
        joined = self.connection.receive_frame("joined")
        self.key = joined["keys"]["player"]
        self.token = joined["token"]
        self.position = joined["position"]
        return joined

    def _connect(self):
        connection = self._program.open(self._proxy.url, JSON_DIALECT)
        return connection if connection.outcome() == "opened" else None

    def roll(self, request, expr):
        """Request a roll that only this player sees."""
        self.connection.send_frame(type="roll", id=request, expr=expr, to="self")

    def is_refused(self, request, expr):
        """Request a roll; return whether it is refused at once, so before a ping is answered."""
        self.roll(request, expr)
        self.connection.send_frame(type="ping")
        while self._take_answer("pong")["type"] != "pong":
            pass
        return self.answers.get(request, {}).get("code") == "stopped"

    def await_answers(self, requests):
        """Wait for the answers to these requests, and return them."""
        while not self.answers.keys() >= set(requests):
            self._take_answer()
        return [self.answers[request] for request in requests]

    def _take_answer(self, *others):
        frame = self.connection.receive_frame("result", "error", *others)
        if frame["type"] not in others:
            self.answers[frame["id"]] = frame
        return frame

    def next_roll(self):
        """Wait for the next roll of the table, and return it."""
        rolled = self.connection.receive_frame("rolled")
        self.position = rolled["position"]
        return rolled


class OneOfTwoGatewaysShutsDown(unittest.TestCase):

    def setUp(self):
        enter = self.enterContext
        bus = enter(redis())
        settings = {
            "DICEGATE_BUS": bus.address,
            "DICEGATE_CLIENT_PER_ADDRESS": "0",
            "DICEGATE_DRAIN_TIME": "PT20S",
            # Rolls that run at the shutdown still run when the gateway reports not to be ready.
            "DICEGATE_ENGINE_THINK_TIME": "PT8S",
            "DICEGATE_ENGINE_WORKERS": "32",
            "DICEGATE_ROLL_TIMEOUT": "PT30S",
        }
        self.gateways = [enter(dicegate(**settings)), enter(dicegate(**settings))]
        cert = enter(proxies.certificate())
        self.proxy = enter(proxies.haproxy(self.gateways, cert, 1000))
        self.ws = enter(clients.node_ws(cert.authority))
        self.websockets = enter(clients.python_websockets(cert.authority))

    def test_running_rolls_are_answered_and_players_continue_at_the_other_gateway(self):
        ana = Player(self.ws, self.proxy, "Ana")
        bo = Player(self.websockets, self.proxy, "Bo")
        old_ana = ana.join("upgrade")["you"]["id"]
        bo.join("upgrade", ana.key)
        ana.connection.send_frame(type="roll", id=1, expr="3d1")
        self.assertEqual([player.next_roll()["seq"] for player in (ana, bo)], [1, 1])
        [leaving] = [gateway for gateway in self.gateways
                     if metric(gateway, "dicegate_connections") > 0]

        bo.roll(2, "4d1")
        script = self.enterContext(rolling(leaving, "7d1"))
        leaving.until(lambda: metric(leaving, 'dicegate_engine_in_flight{engine="inproc"}') == 2,
                      "processing both rolls")
        leaving.process.terminate()
        leaving.until(lambda: not is_ready(leaving), "not ready")
        # Payara reports this by itself, before it stops the application: requests until then are
        # answered like the running ones.
        late = itertools.count(100)
        first_refused = leaving.until(
            lambda: (request := next(late)) and bo.is_refused(request, "4d1") and request,
            "refusing rolls")
        for answer in bo.await_answers([2, *range(100, first_refused)]):
            self.assertEqual(answer.get("roll", {}).get("total"), 4, answer)
        self.assertEqual(script.result(STOP_LIMIT_S)["total"], 7)
        for player in (ana, bo):
            self.assertEqual(player.connection.closed(), 1012, player.name)

        self.assertTrue(ana.join("upgrade")["resumed"])
        self.assertEqual(ana.resumed["code"], "no_session")
        again = bo.join("upgrade")
        self.assertTrue(again["resumed"])
        self.assertIn(old_ana, [member["id"] for member in again["members"]])
        bo.connection.send_frame(type="roll", id=3, expr="5d1")
        for player in (ana, bo):
            rolled = player.next_roll()
            self.assertEqual((rolled["seq"], rolled["roll"]["total"]), (2, 5))
        self.assertEqual(leaving.ended(STOP_LIMIT_S), 143, leaving.report())


if __name__ == "__main__":
    # SIGTERM must end the started processes too, as an interrupt does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
