#!/usr/bin/python3
"""Clients that others wrote, with Dicegate on Payara Micro, straight and through reverse proxies.

    npm ci --ignore-scripts --prefix src/test/clients/node
    DICEGATE_WAR=target/dicegate.war PAYARA_MICRO_JAR=.../payara-micro.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/clients_test.py -v

Every test is done by each client over each road: ws:// to the server, wss:// through the proxies,
which run with the configurations that src/docs/proxies has. Needed of Debian: nginx-light, haproxy,
caddy, openssl, chromium, nodejs, npm, python3-websockets, python3-websocket, python3-tornado.
"""

import contextlib
import functools
import itertools
import json
import signal
import sys
import unittest

import clients
import proxies
from processes import dicegate

JSON_DIALECT = "dicegate.v1.json"
SOCKETS_PER_ADDRESS = 40
"""What the proxies allow here; the examples have more, and a test would open all of them."""

IDLE_S = 24
"""The server pings a silent client after 15 s, and gives up one that has not answered by 23 s."""

UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}

INSIDES = [
    "/api/metrics", "/api/info", "/api/health", "/api/health/ready", "/api/metrics?x",
    "/api/metrics/", "/api;x/metrics", "/api/metrics;x", "/;/api/metrics", "/api%3Bx/metrics",
    "//api/metrics", "/api//metrics", "/./api/metrics", "/api/./metrics", "/v/../api/metrics",
    "/api/roll/../metrics", "/api/roll/..;/metrics", "/%61pi/metrics", "/api%2Fmetrics",
    "/api/%6Detrics", "/%2e/api/metrics", "/v/%2e%2e/api/metrics",
    "/v/..%2fapi/metrics", "/v/..;/api/metrics", "/v/..%3b/api/metrics",
    "/v/x;/../../api/metrics", "/v/..\\api/metrics",
    "/v/%2e%2e%5capi%5cmetrics", "/\\api/metrics", "/api\\metrics", "/API/metrics",
    "/metrics", "/health", "/openapi", "/openapi/application.wadl", "/v/../metrics",
    "/v/..;/metrics",
]
"""What is not for everybody, as one may spell it who hopes that only the server understands."""

PROGRAMS = []
BROWSERS = []
PROXIES = []
ROADS = {}
"""The address of the socket by the name of the road to it."""

PROCESSES = []
TABLES = itertools.count()


def setUpModule():
    """Start everything once; all tests are done with the same processes."""
    server = unittest.enterModuleContext(dicegate(DICEGATE_CLIENT_PER_ADDRESS="0"))
    cert = unittest.enterModuleContext(proxies.certificate())
    PROXIES.extend(unittest.enterModuleContext(start) for start in (
        proxies.nginx(server, cert, SOCKETS_PER_ADDRESS),
        proxies.haproxy([server], cert, SOCKETS_PER_ADDRESS),
        proxies.caddy(server, cert)))
    ROADS.update({"straight": server.url}, **{proxy.name: proxy.url for proxy in PROXIES})
    PROGRAMS.extend(unittest.enterModuleContext(start(cert.authority)) for start in (
        clients.node_ws, clients.python_websockets, clients.python_websocket_client,
        clients.java_http_client))
    BROWSERS.append(unittest.enterModuleContext(clients.chromium(cert.public_key_digest())))
    PROCESSES.extend((server, *(proxy.process for proxy in PROXIES), *PROGRAMS, *BROWSERS))


class StoryCase(unittest.TestCase):
    """A case whose processes tell their story when one of its tests fails."""

    def run(self, result=None):
        bad_before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > bad_before:
            for process in PROCESSES:
                print(f"\n{self.id()}\n{process.story()}", file=sys.stderr, flush=True)


def by_each(kind):
    """Do a test with each client of this kind over each road; one that fails keeps none back."""
    def with_each(test):
        @functools.wraps(test)
        def all_of_them(self):
            for program, (road, url) in itertools.product(kind(), ROADS.items()):
                with self.subTest(client=program.name, road=road):
                    test(self, program, url)
        return all_of_them
    return with_each


def programs():
    """Return the clients that have an origin to choose, and are told the status of a refusal."""
    return PROGRAMS


def browsers():
    return BROWSERS


def everybody():
    return (*PROGRAMS, *BROWSERS)


class EveryClientOverEveryRoad(StoryCase):
    """What a client may want of the server, whoever it is and wherever it comes from."""

    @contextlib.contextmanager
    def connected(self, program, url, protocol="", origin=""):
        connection = program.open(url, protocol, origin)
        self.assertEqual(connection.next("opened"), protocol)
        yield connection
        self.assertEqual(connection.close(), 1000)

    @by_each(everybody)
    def test_a_bare_roll_is_answered_and_the_connection_closed_by_handshake(self, program, url):
        with self.connected(program, url) as connection:
            self.assertEqual(connection.ask("2d1"), "[1, 1]")
            self.assertEqual(connection.ask("abc"), '"whaaat?"')

    @by_each(everybody)
    def test_the_json_dialect_says_hello_rolls_and_answers_a_ping(self, program, url):
        with self.connected(program, url, JSON_DIALECT) as connection:
            self.assertIn("session", connection.answer("hello"))
            connection.tell(type="roll", id="a", expr="3d1+2")
            result = connection.answer("result")
            self.assertEqual((result["id"], result["roll"]["total"]), ("a", 5))
            connection.tell(type="ping", id=7)
            self.assertEqual(connection.answer("pong")["id"], 7)

    @by_each(everybody)
    def test_100_requests_in_flight_are_each_answered_under_their_own_id(self, program, url):
        """A request for n dice of one side comes to n, so each total tells whose it is."""
        with self.connected(program, url, JSON_DIALECT) as connection:
            connection.answer("hello")
            for number in range(1, 101):
                connection.tell(type="roll", id=number, expr=f"{number}d1")
            results = [connection.answer("result") for _ in range(100)]
            totals = {result["id"]: result["roll"]["total"] for result in results}
            self.assertEqual(totals, {number: number for number in range(1, 101)})

    @by_each(everybody)
    def test_an_answer_of_more_than_100_kB_comes_whole(self, program, url):
        with self.connected(program, url, JSON_DIALECT) as connection:
            connection.answer("hello")
            connection.tell(type="roll", id=1, expr="3000d6")
            text = connection.hear()
            while json.loads(text)["type"] == "pending":
                text = connection.hear()
            self.assertGreater(len(text), 100_000)
            roll = json.loads(text)["roll"]
            self.assertEqual(len(roll["dice"]), 3000)
            self.assertEqual(sum(die["value"] for die in roll["dice"]), roll["total"])

    @by_each(everybody)
    def test_what_the_server_refuses_is_closed_with_its_code(self, program, url):
        connection = program.open(url)
        connection.next("opened")
        connection.say("1" * 5000)
        self.assertEqual(connection.next("closed"), "1009")

    @by_each(programs)
    def test_a_page_of_another_site_is_refused(self, program, url):
        for origin in ("https://elsewhere.example", "null", site_of(url) + "0"):
            refused = program.open(url, origin=origin)
            self.assertEqual(refused.next("refused"), "403", origin)

    @by_each(browsers)
    def test_a_page_of_nowhere_is_refused(self, program, url):
        self.assertEqual(program.open(url, origin="null").next("refused"), "")

    @by_each(programs)
    def test_a_page_of_the_servers_own_is_let_in(self, program, url):
        """Through a proxy that holds only if Host arrives as the client sent it."""
        with self.connected(program, url, origin=site_of(url)) as connection:
            self.assertEqual(connection.ask("2d1"), "[1, 1]")

    @by_each(everybody)
    def test_two_kinds_of_clients_meet_at_a_table(self, program, url):
        """Each client over each road opens a table, which the next one joins over the next road."""
        guest = after(everybody(), program)
        guest_url = after(tuple(ROADS.values()), url)
        with (self.connected(program, url, JSON_DIALECT) as ana,
              self.connected(guest, guest_url, JSON_DIALECT) as bo):
            table = f"clients-{next(TABLES)}"
            ana.tell(type="join", id=1, table=table, name="Ana")
            key = ana.answer("joined")["keys"]["player"]
            bo.tell(type="join", id=1, table=table, name="Bo", key=key)
            bo.answer("joined")
            bo.tell(type="roll", id=2, expr="4d1", label="attack")
            for seat in (ana, bo):
                rolled = seat.answer("rolled")
                self.assertEqual((rolled["roll"]["total"], rolled["by"]["name"]), (4, "Bo"))

    def test_a_silent_line_stays_open(self):
        """Everybody is silent at the same time, so this takes as long as one of them."""
        opened = [
            (program.name, road, program.open(url))
            for program, (road, url) in itertools.product(everybody(), ROADS.items())]
        for client, road, connection in opened:
            with self.subTest(client=client, road=road):
                connection.next("opened")
        for client, road, connection in opened:
            with self.subTest(client=client, road=road):
                connection.silent_until_open_for(IDLE_S)
                self.assertEqual(connection.ask("2d1"), "[1, 1]")
                self.assertEqual(connection.close(), 1000)

    @by_each(browsers)
    def test_the_page_rolls_in_a_browser(self, program, url):
        self.assertEqual(program.roll(url, "7d1"), "7")


def by_each_proxy(test):
    """Do a test with each proxy; one that fails keeps none back."""
    @functools.wraps(test)
    def all_of_them(self):
        for proxy in PROXIES:
            with self.subTest(proxy=proxy.name):
                test(self, proxy)
    return all_of_them


class EveryProxy(StoryCase):
    """What a proxy keeps from the gateway, and the gateway's insides from everybody."""

    @by_each_proxy
    def test_rolls_by_http_come_through(self, proxy):
        self.assertEqual(proxy.status("/api/roll?expr=2d1"), 200)
        self.assertEqual(proxy.status("/api/odds?expr=2d1"), 200)

    @by_each_proxy
    def test_the_insides_are_closed_however_they_are_spelt(self, proxy):
        for target in INSIDES:
            self.assertIn(proxy.status(target), (400, 404), target)

    @by_each_proxy
    def test_browsers_are_told_to_come_by_tls_alone(self, proxy):
        _, headers = proxy.get("/")
        self.assertEqual(headers["strict-transport-security"], "max-age=31536000")

    @by_each_proxy
    def test_one_address_has_so_many_sockets_and_others_are_not_held_back(self, proxy):
        """From addresses of their own; X-Forwarded-For does not make another one of them."""
        if proxy.name == "caddy":  # has no such limit, which proxies.md says
            return
        with contextlib.ExitStack() as held:
            def upgrade(source, claimed):
                connection = held.enter_context(proxy.connect(source))
                return connection.status("/ws", {**UPGRADE, "X-Forwarded-For": claimed})

            statuses = [upgrade("127.0.1.1", f"192.0.2.{turn}")
                        for turn in range(SOCKETS_PER_ADDRESS + 1)]
            self.assertEqual(statuses, [101] * SOCKETS_PER_ADDRESS + [429])
            self.assertEqual(upgrade("127.0.1.2", "192.0.2.1"), 101)

    @by_each_proxy
    def test_one_address_asks_by_http_so_often(self, proxy):
        if proxy.name == "caddy":
            return
        with proxy.connect("127.0.2.1") as connection:
            statuses = [connection.status("/api/roll?expr=2d1") for _ in range(40)]
            self.assertEqual(statuses, [200] * 40)
            more = (connection.status("/api/roll?expr=2d1") for _ in range(400))
            self.assertIn(429, more)


def after(things, one):
    """Return what comes after one of these, the first after the last."""
    return things[(things.index(one) + 1) % len(things)]


def site_of(url):
    """Return the origin of pages beside a socket."""
    return url.replace("ws", "http", 1).removesuffix("/ws")


if __name__ == "__main__":
    # Ended from outside, this must still end its processes, as it does when interrupted.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
