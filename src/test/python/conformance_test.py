#!/usr/bin/python3
"""The conformance suite against real engines: ours, the samples, and one of the original's kind.

    DICEGATE_ENGINE_JAR=target/dicegate-engine.jar JAVA=.../bin/java \\
        /usr/bin/python3 src/test/python/conformance_test.py -v

A class name as argument runs that class alone. `NodeSample` needs `npm ci` in src/samples/node.
"""

import contextlib
import pathlib
import signal
import subprocess
import sys
import unittest

from processes import required, running, seed_engine

CHECK_LIMIT_S = 120
SAMPLES = pathlib.Path(__file__).parents[2] / "samples"


@contextlib.contextmanager
def sample(name, *command):
    """Run a sample engine on a free port; `endpoint` is where it listens."""
    with running(name, [*command, "tcp://127.0.0.1:0"]) as process:
        process.endpoint = process.printed(r".*?(tcp://\S+).*")
        yield process


class ConformanceCase(unittest.TestCase):
    """Runs the suite like an author of an engine."""

    def check(self, endpoint):
        """Return the exit status and the output of the suite."""
        command = [
            required("JAVA"), "-jar", required("DICEGATE_ENGINE_JAR"), "check", endpoint]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=CHECK_LIMIT_S, encoding="utf-8", check=False)
        return done.returncode, done.stdout

    def assert_passes(self, endpoint):
        status, output = self.check(endpoint)
        self.assertEqual(status, 0, output)
        self.assertNotIn("FAIL", output)
        self.assertRegex(output, r"(?m)^passed: all [0-9]+ checks$")


class OurEngine(ConformanceCase):
    """Our engine as a program, with both protocols on one port."""

    def test_it_passes_in_both_protocols(self):
        command = (required("JAVA"), "-jar", required("DICEGATE_ENGINE_JAR"), "--bind")
        with sample("our_engine", *command) as engine:
            self.assert_passes(engine.endpoint)
            self.assert_passes(f"seed+{engine.endpoint}")


class PythonSample(ConformanceCase):
    def test_it_passes(self):
        command = (sys.executable, str(SAMPLES / "python" / "engine.py"))
        with sample("python_sample", *command) as engine:
            self.assert_passes(engine.endpoint)
            self.assertTrue(engine.alive(), engine.report())


class NodeSample(ConformanceCase):
    def test_it_passes(self):
        with sample("node_sample", "node", str(SAMPLES / "node" / "engine.mjs")) as engine:
            self.assert_passes(engine.endpoint)
            self.assertTrue(engine.alive(), engine.report())


class SeedEngine(ConformanceCase):
    def test_it_passes_the_seed_part_and_stays_alive(self):
        with seed_engine() as engine:
            self.assert_passes(f"seed+{engine.endpoint}")
            self.assertTrue(engine.alive(), engine.report())

    def test_it_fails_the_v1_part(self):
        with seed_engine() as engine:
            status, output = self.check(engine.endpoint)
            self.assertEqual(status, 1, output)
            self.assertIn("FAIL  INFO reports", output)


if __name__ == "__main__":
    # SIGTERM must end the started processes too, as an interrupt does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unittest.main()
