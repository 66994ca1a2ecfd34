#!/usr/bin/python3
"""The operator's view: scrapes parse, and dashboard and alerts name existing metrics.

    DICEGATE_WAR=target/dicegate.war PAYARA_MICRO_JAR=.../payara-micro.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/scrape_test.py -v

A real Prometheus scrapes a real gateway. Debian packages: prometheus, python3-prometheus-client,
python3-websockets, python3-tornado, python3-yaml.
"""

import asyncio
import contextlib
import json
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.parse
import urllib.request

import websockets
import yaml
from prometheus_client import parser
from prometheus_client.openmetrics import parser as openmetrics_parser

from processes import dicegate, free_ports, running

ROOT = pathlib.Path(__file__).resolve().parents[3]
DASHBOARD = ROOT / "docker/observability/dashboard.json"
ALERTS = ROOT / "docker/observability/alerts.yml"
ALERTS_TEST = ROOT / "src/test/prometheus/alerts_test.yml"
GUIDE = ROOT / "src/docs/operate.md"

TEXT = "text/plain"
OPEN_METRICS = "application/openmetrics-text"
PROTOBUF = ("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            "encoding=delimited")

SCRAPERS = {
    "no Accept header": (None, TEXT),
    "curl": ("*/*", TEXT),
    "Prometheus 2": (
        f"{OPEN_METRICS};version=1.0.0,{OPEN_METRICS};version=0.0.1;q=0.75,"
        "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", OPEN_METRICS),
    "Prometheus 2, native histograms": (
        f"{PROTOBUF};q=0.5,{OPEN_METRICS};version=1.0.0;q=0.4,"
        f"{OPEN_METRICS};version=0.0.1;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
        OPEN_METRICS),
    "Prometheus 3": (
        f"{OPEN_METRICS};version=1.0.0;escaping=allow-utf-8;q=0.6,"
        f"{OPEN_METRICS};version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
        "text/plain;version=0.0.4;q=0.3,*/*;q=0.2", OPEN_METRICS),
    "Prometheus 3, native histograms": (
        f"{PROTOBUF};q=0.6,{OPEN_METRICS};version=1.0.0;escaping=allow-utf-8;q=0.5,"
        f"{OPEN_METRICS};version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
        "text/plain;version=0.0.4;q=0.2,*/*;q=0.1", OPEN_METRICS),
    "protobuf only": (PROTOBUF, TEXT),
}
"""The Accept headers of scrapers, and the media types that they must get."""

VARIABLES = {
    "$__rate_interval": "1m", "$__range": "1h", "$instance": ".*", "$sides": "20",
}
"""Values for the dashboard's variables, which Grafana fills in."""

KEYWORDS = {
    "by", "without", "on", "ignoring", "group_left", "group_right", "and", "or", "unless", "bool",
    "offset",
}

SCRAPE_LIMIT_S = 60


def metric_names(expression):
    """Return the names of metrics in an expression of PromQL."""
    bare = re.sub(r'"[^"]*"', "", expression)
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]", "", bare)
    bare = re.sub(r"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", "", bare)
    names = re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*(?!\w|:|\s*\()", bare)
    return {name for name in names if name not in KEYWORDS}


def expressions(dashboard):
    """Return all expressions of a dashboard, with its variables filled in."""
    found = [target["expr"]
             for panel in dashboard["panels"] for target in panel.get("targets", [])]
    found += [note["expr"] for note in dashboard["annotations"]["list"]]
    for variable, value in VARIABLES.items():
        found = [expression.replace(variable, value) for expression in found]
    return found


def rules():
    """Return the rules of the rules file as a list of (name, expression)."""
    groups = yaml.safe_load(ALERTS.read_text())["groups"]
    return [(rule.get("record") or rule["alert"], rule["expr"])
            for group in groups for rule in group["rules"]]


def run(*command, text=""):
    """Run a program; return its output, and fail unless its exit status is 0."""
    done = subprocess.run(
        command, input=text, text=True, timeout=60, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


class Gateway:
    """A gateway under test, and a client whose requests it counts."""

    def __init__(self, process):
        self.process = process

    def get(self, path, **headers):
        request = urllib.request.Request(self.process.site + path, headers=headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.headers, answer.read().decode()

    def scrape(self, accept=None):
        return self.get("/api/metrics", **({"Accept": accept} if accept else {}))

    def counts(self):
        """Return the value of each sample by its name and labels."""
        families = parser.text_string_to_metric_families(self.scrape()[1])
        return {(sample.name, *sorted(sample.labels.items())): sample.value
                for family in families for sample in family.samples}

    async def play(self):
        """Roll, be refused, ask for odds, use an id twice, and join a table and roll there."""
        async with websockets.connect(
                self.process.url, subprotocols=["dicegate.v1.json"]) as socket:
            await self._ask(socket, "hello")
            await self._ask(socket, "result", type="roll", id=1, expr="600d20")
            await self._ask(socket, "error", type="roll", id=2, expr="3d")
            await self._ask(socket, "odds", type="odds", id=3, expr="3d6")
            await self._ask(socket, "error", type="roll", id=1, expr="3d6")
            await self._ask(socket, "joined", type="join", id=4, table="watched", name="Ana")
            await self._ask(socket, "rolled", type="roll", id=5, expr="2d1")
            return self.counts()

    @staticmethod
    async def _ask(socket, answer, **frame):
        if frame:
            await socket.send(json.dumps(frame))
        async with asyncio.timeout(10):
            while json.loads(await socket.recv())["type"] != answer:
                pass


@contextlib.contextmanager
def prometheus(gateway):
    """Run a Prometheus that scrapes a gateway every second; `url` is its address."""
    config = {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(ALERTS)],
        "scrape_configs": [{
            "job_name": "dicegate",
            "metrics_path": "/api/metrics",
            "static_configs": [{"targets": [gateway.process.site.removeprefix("http://")]}],
        }],
    }
    [port] = free_ports(1)
    with tempfile.TemporaryDirectory(prefix="dicegate-prometheus-") as folder:
        # JSON is YAML.
        pathlib.Path(folder, "prometheus.yml").write_text(json.dumps(config))
        command = [
            "prometheus", f"--config.file={folder}/prometheus.yml",
            f"--storage.tsdb.path={folder}/data", f"--web.listen-address=127.0.0.1:{port}",
            "--enable-feature=native-histograms",
        ]
        with running("prometheus", command) as process:
            process.url = f"http://127.0.0.1:{port}"
            process.until(lambda: "ready to receive web requests" in process.output(), "ready")
            yield process


class MetricsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway(cls.enterClassContext(dicegate()))
        cls.before = cls.gateway.counts()
        cls.after = asyncio.run(cls.gateway.play())
        cls.prometheus = cls.enterClassContext(prometheus(cls.gateway))

    def increase(self, name, **labels):
        key = (name, *sorted(labels.items()))
        return self.after[key] - self.before[key]

    def test_counters_count_the_requests_made(self):
        outcome = "dicegate_requests_total"
        refusal = "dicegate_refusals_total"
        self.assertEqual(self.increase(outcome, outcome="rolled"), 2)
        self.assertEqual(self.increase(outcome, outcome="refused"), 1)
        self.assertEqual(self.increase(outcome, outcome="odds"), 1)
        self.assertEqual(self.increase(refusal, reason="id_reused"), 1)
        self.assertEqual(self.increase("dicegate_table_rolls_total"), 1)
        self.assertEqual(self.increase("dicegate_connections"), 1)
        self.assertEqual(self.increase("dicegate_tables"), 1)
        self.assertEqual(self.increase("dicegate_table_seats"), 1)
        self.assertEqual(self.increase("dicegate_table_refusals_total", reason="act_rate"), 0)
        self.assertEqual(self.after[("dicegate_webhooks_active",)], 0)
        self.assertEqual(self.after[("dicegate_webhook_lag_seconds",)], 0)
        for part in "gateway", "engine":
            self.assertEqual(self.increase("dicegate_roll_seconds_count", part=part), 4)
        faces = [self.increase("dicegate_face_total", sides="20", value=str(value))
                 for value in range(1, 21)]
        self.assertEqual(sum(faces), 600)
        self.assertGreater(min(faces), 0, "the probability that a face never comes up is 4e-14")

    def test_every_scraper_gets_text_that_parses(self):
        for scraper, (accept, expected) in SCRAPERS.items():
            with self.subTest(scraper):
                headers, text = self.gateway.scrape(accept)
                self.assertEqual(headers.get_content_type(), expected)
                parse = openmetrics_parser if expected == OPEN_METRICS else parser
                names = {family.name for family in parse.text_string_to_metric_families(text)}
                self.assertIn("dicegate_requests", names)

    def test_promtool_accepts_a_scrape(self):
        self.assertEqual(run("promtool", "check", "metrics", text=self.gateway.scrape()[1]), "")

    def test_promtool_accepts_the_alerts(self):
        run("promtool", "check", "rules", str(ALERTS))
        run("promtool", "test", "rules", str(ALERTS_TEST))

    def test_dashboard_and_alerts_name_existing_metrics(self):
        known = {name for name, *_ in self.after}
        known |= {name for name, _ in rules() if ":" in name} | {"up"}
        asked = expressions(json.loads(DASHBOARD.read_text()))
        asked += [expression for _, expression in rules()]
        self.assertGreater(len(asked), 50)
        for expression in asked:
            names = metric_names(expression)
            with self.subTest(expression):
                self.assertTrue(names)
                self.assertEqual(names - known, set())

    def test_the_dashboard_shows_every_metric_family(self):
        shown = set().union(*map(metric_names, expressions(json.loads(DASHBOARD.read_text()))))
        ours = {re.sub("_(bucket|sum|count)$", "", name) for name, *_ in self.after}
        shown = {re.sub("_(bucket|sum|count)$", "", name) for name in shown}
        self.assertEqual(ours - shown, set())

    def test_the_guide_lists_every_family(self):
        rows = re.findall(r"^\| `([a-z_]+)(?:\{([a-z, ]+)\})?` \| (\w+) \|", GUIDE.read_text(), re.M)
        families = list(parser.text_string_to_metric_families(self.gateway.scrape()[1]))
        there = {
            (family.name + ("_total" if family.type == "counter" else ""),
             ", ".join(sorted({label for sample in family.samples for label in sample.labels}
                              - {"le"})),
             family.type)
            for family in families}
        self.assertEqual(set(rows), there)

    def ask(self, path, **query):
        url = f"{self.prometheus.url}/api/v1/{path}?{urllib.parse.urlencode(query)}"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{url}: {error.read().decode()}") from error

    def test_prometheus_scrapes_and_answers_every_query_of_the_dashboard(self):
        def up():
            found = self.ask("query", query='up{job="dicegate"} == 1')["result"]
            groups = self.ask("rules")["groups"]
            evaluated = [rule["health"] == "ok" for group in groups for rule in group["rules"]]
            return found and all(evaluated)
        self.prometheus.until(up, "up, with healthy rules", SCRAPE_LIMIT_S)

        self.assertEqual(len(rules()),
                         sum(len(group["rules"]) for group in self.ask("rules")["groups"]))
        stored = self.ask("label/__name__/values")
        self.assertIn("dicegate_roll_seconds_bucket", stored)
        for expression in expressions(json.loads(DASHBOARD.read_text())):
            with self.subTest(expression):
                self.assertIn("result", self.ask("query", query=expression))
        [faces] = self.ask("query", query='sum(dicegate_face_total{sides="20"})')["result"]
        self.assertEqual(float(faces["value"][1]), 600)


if __name__ == "__main__":
    # SIGTERM must end the started processes too, as an interrupt does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
