#!/usr/bin/python3
"""Third-party clients with Dicegate on Payara Micro, directly and through reverse proxies.

    npm ci --ignore-scripts --prefix src/test/clients/node
    DICEGATE_WAR=target/dicegate.war PAYARA_MICRO_JAR=.../payara-micro.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/clients_test.py -v

Every test runs with each client over each route: ws:// to the server, wss:// through the proxies,
which have their configurations from src/docs/proxies. The programs of src/docs/clients.md run as
they stand there; the package that they import is target/client, made by Maven. Debian packages:
nginx-light, haproxy, caddy, openssl, chromium, nodejs, npm, python3-websockets, python3-websocket,
python3-tornado.
"""

import contextlib
import functools
import itertools
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unittest

import clients
import proxies
from clients import ANSWER_LIMIT_S
from processes import dicegate, required

JSON_DIALECT = "dicegate.v1.json"
SOCKETS_PER_ADDRESS = 40
"""The proxies' limit here; the examples have more, and a test opens that many."""

IDLE_S = 24
"""The server pings a silent client after 15 s, and closes one that has not answered by 23 s."""

ROOT = pathlib.Path(__file__).parents[3]
DOCUMENT = (ROOT / "src" / "docs" / "clients.md").read_text(encoding="utf-8")

UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}

INTERNAL_TARGETS = [
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
"""Internal resources, spelt in ways that a proxy may overlook and the server may understand."""

LISTED_PAGE = "https://vtt.example"
"""The origin of a page of another site that may use the server."""

PROGRAMS = []
BROWSERS = []
PROXIES = []
ROUTES = {}
"""The address of the socket by the name of the route."""

PROCESSES = []
TABLES = itertools.count()


def setUpModule():
    """Start everything once; all tests use the same processes."""
    server = unittest.enterModuleContext(dicegate(
        DICEGATE_CLIENT_PER_ADDRESS="0", DICEGATE_ORIGINS=LISTED_PAGE))
    cert = unittest.enterModuleContext(proxies.certificate())
    PROXIES.extend(unittest.enterModuleContext(start) for start in (
        proxies.nginx(server, cert, SOCKETS_PER_ADDRESS),
        proxies.haproxy([server], cert, SOCKETS_PER_ADDRESS),
        proxies.caddy(server, cert)))
    ROUTES.update({"direct": server.url}, **{proxy.name: proxy.url for proxy in PROXIES})
    PROGRAMS.extend(unittest.enterModuleContext(start(cert.authority)) for start in (
        clients.node_ws, clients.python_websockets, clients.python_websocket_client,
        clients.java_http_client))
    BROWSERS.append(unittest.enterModuleContext(clients.chromium(cert.public_key_digest())))
    PROCESSES.extend((server, *(proxy.process for proxy in PROXIES), *PROGRAMS, *BROWSERS))


class ReportingCase(unittest.TestCase):
    """A case that prints the output of its processes when one of its tests fails."""

    def run(self, result=None):
        bad_before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > bad_before:
            for process in PROCESSES:
                print(f"\n{self.id()}\n{process.report()}", file=sys.stderr, flush=True)


def by_each(kind):
    """Run a test with each client of this kind over each route; continue after a failure."""
    def with_each(test):
        @functools.wraps(test)
        def all_of_them(self):
            for program, (route, url) in itertools.product(kind(), ROUTES.items()):
                with self.subTest(client=program.name, route=route):
                    test(self, program, url)
        return all_of_them
    return with_each


def programs():
    """Return the clients that can choose an origin and see the status of a refusal."""
    return PROGRAMS


def browsers():
    return BROWSERS


def all_clients():
    return (*PROGRAMS, *BROWSERS)


class EveryClientOverEveryRoute(ReportingCase):
    """The use of the server by any client over any route."""

    @contextlib.contextmanager
    def connected(self, program, url, protocol="", origin=""):
        connection = program.open(url, protocol, origin)
        self.assertEqual(connection.next("opened"), protocol)
        yield connection
        self.assertEqual(connection.close(), 1000)

    @by_each(all_clients)
    def test_a_bare_roll_is_answered_and_the_connection_closed_by_handshake(self, program, url):
        with self.connected(program, url) as connection:
            self.assertEqual(connection.ask("2d1"), "[1, 1]")
            self.assertEqual(connection.ask("abc"), '"whaaat?"')

    @by_each(all_clients)
    def test_the_json_dialect_says_hello_rolls_and_answers_a_ping(self, program, url):
        with self.connected(program, url, JSON_DIALECT) as connection:
            self.assertIn("session", connection.receive_frame("hello"))
            connection.send_frame(type="roll", id="a", expr="3d1+2")
            result = connection.receive_frame("result")
            self.assertEqual((result["id"], result["roll"]["total"]), ("a", 5))
            connection.send_frame(type="ping", id=7)
            self.assertEqual(connection.receive_frame("pong")["id"], 7)

    @by_each(all_clients)
    def test_100_requests_in_flight_are_each_answered_under_their_own_id(self, program, url):
        """The total of n one-sided dice is n, which identifies the request."""
        with self.connected(program, url, JSON_DIALECT) as connection:
            connection.receive_frame("hello")
            for number in range(1, 101):
                connection.send_frame(type="roll", id=number, expr=f"{number}d1")
            results = [connection.receive_frame("result") for _ in range(100)]
            totals = {result["id"]: result["roll"]["total"] for result in results}
            self.assertEqual(totals, {number: number for number in range(1, 101)})

    @by_each(all_clients)
    def test_an_answer_of_more_than_100_kB_arrives_whole(self, program, url):
        with self.connected(program, url, JSON_DIALECT) as connection:
            connection.receive_frame("hello")
            connection.send_frame(type="roll", id=1, expr="3000d6")
            text = connection.receive()
            while json.loads(text)["type"] == "pending":
                text = connection.receive()
            self.assertGreater(len(text), 100_000)
            roll = json.loads(text)["roll"]
            self.assertEqual(len(roll["dice"]), 3000)
            self.assertEqual(sum(die["value"] for die in roll["dice"]), roll["total"])

    @by_each(all_clients)
    def test_a_message_that_is_too_big_closes_with_1009(self, program, url):
        connection = program.open(url)
        connection.next("opened")
        connection.send("1" * 5000)
        self.assertEqual(connection.next("closed"), "1009")

    @by_each(programs)
    def test_a_page_of_another_site_is_refused(self, program, url):
        for origin in ("https://elsewhere.example", "null", site_of(url) + "0"):
            refused = program.open(url, origin=origin)
            self.assertEqual(refused.next("refused"), "403", origin)

    @by_each(browsers)
    def test_a_page_of_a_null_origin_is_refused(self, program, url):
        self.assertEqual(program.open(url, origin="null").next("refused"), "")

    @by_each(programs)
    def test_a_page_of_the_servers_own_is_accepted(self, program, url):
        """Through a proxy, this holds only if it forwards Host unchanged."""
        with self.connected(program, url, origin=site_of(url)) as connection:
            self.assertEqual(connection.ask("2d1"), "[1, 1]")

    @by_each(all_clients)
    def test_two_kinds_of_clients_meet_at_a_table(self, program, url):
        """Each client over each route opens a table; the next one joins it over the next route."""
        guest = after(all_clients(), program)
        guest_url = after(tuple(ROUTES.values()), url)
        with (self.connected(program, url, JSON_DIALECT) as ana,
              self.connected(guest, guest_url, JSON_DIALECT) as bo):
            table = f"clients-{next(TABLES)}"
            ana.send_frame(type="join", id=1, table=table, name="Ana")
            key = ana.receive_frame("joined")["keys"]["player"]
            bo.send_frame(type="join", id=1, table=table, name="Bo", key=key)
            bo.receive_frame("joined")
            bo.send_frame(type="roll", id=2, expr="4d1", label="attack")
            for member in (ana, bo):
                rolled = member.receive_frame("rolled")
                self.assertEqual((rolled["roll"]["total"], rolled["by"]["name"]), (4, "Bo"))

    def test_a_silent_connection_stays_open(self):
        """All connections are silent at the same time, so that this takes as long as one."""
        opened = [
            (program.name, route, program.open(url))
            for program, (route, url) in itertools.product(all_clients(), ROUTES.items())]
        for client, route, connection in opened:
            with self.subTest(client=client, route=route):
                connection.next("opened")
        for client, route, connection in opened:
            with self.subTest(client=client, route=route):
                connection.silent_until_open_for(IDLE_S)
                self.assertEqual(connection.ask("2d1"), "[1, 1]")
                self.assertEqual(connection.close(), 1000)

    @by_each(browsers)
    def test_the_page_rolls_in_a_browser(self, program, url):
        self.assertEqual(program.roll(url, "7d1"), "7")


def by_each_proxy(test):
    """Run a test with each proxy; continue after a failure."""
    @functools.wraps(test)
    def all_of_them(self):
        for proxy in PROXIES:
            with self.subTest(proxy=proxy.name):
                test(self, proxy)
    return all_of_them


class EveryProxy(ReportingCase):
    """The limits of each proxy, and the internal targets that it does not forward."""

    @by_each_proxy
    def test_rolls_by_http_are_forwarded(self, proxy):
        self.assertEqual(proxy.status("/api/roll?expr=2d1"), 200)
        self.assertEqual(proxy.status("/api/odds?expr=2d1"), 200)

    @by_each_proxy
    def test_pages_of_a_listed_site_may_roll(self, proxy):
        origin = {"Origin": LISTED_PAGE}
        preflight = {**origin, "Access-Control-Request-Method": "POST",
                     "Access-Control-Request-Headers": "content-type"}
        with proxy.connect() as connection:
            allowed, rights = connection.ask("OPTIONS", "/api/roll", preflight)
            status, headers = connection.get("/api/roll?expr=2d1", origin)
        self.assertEqual((allowed, status), (204, 200))
        self.assertEqual(rights["access-control-allow-methods"], "GET, HEAD, POST")
        for answer in rights, headers:
            self.assertEqual(answer["access-control-allow-origin"], LISTED_PAGE)
            self.assertIn("Origin", answer["vary"])

    @by_each_proxy
    def test_the_client_for_other_pages_is_forwarded_with_its_headers(self, proxy):
        for target in ("/client.js", "/client.d.ts"):
            self.assertEqual(proxy.status(target), 200, target)
        _, headers = proxy.get("/client.js")
        self.assertEqual(headers["access-control-allow-origin"], "*")

    @by_each_proxy
    def test_internal_targets_are_closed_however_they_are_spelt(self, proxy):
        for target in INTERNAL_TARGETS:
            self.assertIn(proxy.status(target), (400, 404), target)

    @by_each_proxy
    def test_browsers_are_instructed_to_use_tls_only(self, proxy):
        _, headers = proxy.get("/")
        self.assertEqual(headers["strict-transport-security"], "max-age=31536000")

    @by_each_proxy
    def test_sockets_are_limited_for_each_address(self, proxy):
        """Addresses differ by their connections; X-Forwarded-For does not count."""
        if proxy.name == "caddy":  # has no such limit: see proxies.md
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
    def test_http_requests_are_limited_for_each_address(self, proxy):
        if proxy.name == "caddy":
            return
        with proxy.connect("127.0.2.1") as connection:
            statuses = [connection.status("/api/roll?expr=2d1") for _ in range(40)]
            self.assertEqual(statuses, [200] * 40)
            more = (connection.status("/api/roll?expr=2d1") for _ in range(400))
            self.assertIn(429, more)


class DocumentedPrograms(ReportingCase):
    """The programs of clients.md roll as they stand there, apart from the server's address."""

    def run_program(self, language, beginning, suffix, *command):
        """Run the document's program that begins so; return its standard output."""
        url = ROUTES["direct"]
        program = next(text for text in re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.S)
                       if text.startswith(beginning))
        program = program.replace("ws://localhost:8088/ws", url)
        program = program.replace("http://localhost:8088", site_of(url))
        with tempfile.TemporaryDirectory() as home:
            modules = pathlib.Path(home, "node_modules")
            modules.mkdir()
            (modules / "dicegate-client").symlink_to(ROOT / "target" / "client")
            path = pathlib.Path(home, f"Roll{suffix}")
            path.write_text(program, encoding="utf-8")
            done = subprocess.run(
                [*command, path], capture_output=True, text=True, timeout=ANSWER_LIMIT_S, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_javascript(self):
        printed = self.run_program(
            "js", "import { connect }", ".mjs",
            "node", "--no-warnings", "--experimental-websocket", "--preserve-symlinks")
        self.assertRegex(printed, r"^3d6\[\d, \d, \d\] = \d+\n$")

    def test_python(self):
        printed = self.run_program("python", "import asyncio", ".py", "/usr/bin/python3", "-B")
        self.assertRegex(printed, r"^3d6\[\d, \d, \d\] = \d+\n$")

    def test_java(self):
        result = json.loads(self.run_program("java", "import", ".java", required("JAVA")))
        self.assertEqual((result["type"], result["roll"]["expr"]), ("result", "3d6"))


def after(things, one):
    """Return the element after this one; after the last, the first."""
    return things[(things.index(one) + 1) % len(things)]


def site_of(url):
    """Return the origin of pages beside a socket."""
    return url.replace("ws", "http", 1).removesuffix("/ws")


if __name__ == "__main__":
    # SIGTERM must end the started processes too, as an interrupt does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
