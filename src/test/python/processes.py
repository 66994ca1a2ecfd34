"""Starts real processes, waits for conditions on them, and always ends them."""

import asyncio
import atexit
import contextlib
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from browser import REFUSED, browser

START_LIMIT_S = 180
STOP_LIMIT_S = 30
POLL_INTERVAL_S = 0.1
HERE = pathlib.Path(__file__).parent


class Running:
    """A process with its whole output in a file, which is printed when a test fails."""

    def __init__(self, name, command, folder, env=None):
        self.name = name
        self._log = pathlib.Path(folder, f"{name}.log")
        with self._log.open("wb") as out:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                cwd=folder, env=env)

    def output(self):
        return self._log.read_text("utf-8", "replace")

    def report(self, lines=200):
        """Return the state of the process and the end of its output."""
        status = self.process.poll()
        state = "is running" if status is None else f"ended with {status}"
        last = "\n".join(self.output().splitlines()[-lines:])
        return f"---- {self.name} {state}; its last output:\n{last}\n----"

    def alive(self):
        return self.process.poll() is None

    def until(self, condition, what, limit_s=START_LIMIT_S):
        """Return the first true value of the condition; fail at the limit or when the process ends.

        The pause between two polls waits for that end, so that a failed start is seen at once.
        """
        deadline = time.monotonic() + limit_s
        while time.monotonic() < deadline:
            value = condition()
            if value:
                return value
            if self.ended(POLL_INTERVAL_S) is not None:
                break
        raise AssertionError(f"{self.name}: not {what} within {limit_s} s\n{self.report()}")

    def printed(self, pattern, limit_s=START_LIMIT_S):
        """Wait for a line of output that matches as a whole; return its first group."""
        line = re.compile(f"^{pattern}\n", re.MULTILINE)
        found = self.until(lambda: line.search(self.output()), f"printed {pattern}", limit_s)
        return found.group(1)

    def ended(self, limit_s):
        """Wait for the exit status; return None if the process still runs at the limit."""
        try:
            return self.process.wait(limit_s)
        except subprocess.TimeoutExpired:
            return None

    def stop(self):
        """End the process: SIGTERM first, SIGKILL after the limit."""
        if self.alive():
            self.process.terminate()
            if self.ended(STOP_LIMIT_S) is None:
                self.process.kill()
        self.process.wait(STOP_LIMIT_S)


@contextlib.contextmanager
def running(name, command, env=None):
    """Run a process in a folder of its own; end and delete both afterwards."""
    with tempfile.TemporaryDirectory(prefix="dicegate-seed-", ignore_cleanup_errors=True) as folder:
        process = Running(name, command, folder, env)
        atexit.register(process.stop)  # an interrupted run skips the cleanups of unittest
        try:
            yield process
        finally:
            process.stop()
            atexit.unregister(process.stop)


@contextlib.contextmanager
def seed_engine(*options):
    """Run `seed_engine.py`; `endpoint` is where it listens."""
    command = [sys.executable, str(HERE / "seed_engine.py"), *options]
    with running("seed_engine", command) as process:
        process.endpoint = process.printed(r"(tcp://\S+)")
        yield process


@contextlib.contextmanager
def seed_gateway(engine):
    """Run `seed_gateway.py` in front of the engine; `url` is its WebSocket."""
    command = [sys.executable, str(HERE / "seed_gateway.py"), "--engine", engine]
    with running("seed_gateway", command) as process:
        process.url = f"ws://127.0.0.1:{process.printed('([0-9]+)')}/ws"
        yield process


@contextlib.contextmanager
def dicegate(awaits_rolls=True, **settings):
    """Run Dicegate on Payara Micro, and wait until it rolls if `awaits_rolls`.

    Settings are variables of its environment, such as `DICEGATE_ENGINES`; those of the caller's own
    environment are removed, and the rate limit is off. The process has its `site`, the `url` of its
    WebSocket and the `endpoint` of its engine.
    """
    port, engine_port = free_ports(2)
    endpoint = f"tcp://127.0.0.1:{engine_port}"
    env = {name: value for name, value in os.environ.items() if not name.startswith("DICEGATE_")}
    env.update({"DICEGATE_ENGINE_BIND": endpoint, "DICEGATE_CLIENT_RATE": "0", **settings})
    command = [
        required("JAVA"), "-jar", required("PAYARA_MICRO_JAR"),
        "--deploy", required("DICEGATE_WAR"),
        "--contextroot", "/", "--port", str(port), "--nocluster"]
    with running("dicegate", command, env) as process:
        process.site = f"http://127.0.0.1:{port}"
        process.url = f"ws://127.0.0.1:{port}/ws"
        process.endpoint = endpoint
        process.until(lambda: serves_page(f"{process.site}/"), "serving its page")
        if awaits_rolls:
            process.until(lambda: asyncio.run(rolls(process.url)), "rolling")
        yield process


def required(name):
    """Return a path named by the environment; absolute, since processes run in other folders."""
    value = os.environ.get(name)
    if not value:
        raise AssertionError(f"{name} is not set: see the head of seed_contract_test.py")
    path = os.path.abspath(shutil.which(value) or value)
    if not os.path.isfile(path):
        raise AssertionError(f"{name}: there is no file {path}")
    return path


def free_ports(count):
    """Return different ports that are free now."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def serves_page(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


async def rolls(url):
    """Return whether a roll is answered with dice, and no longer with an error."""
    try:
        async with browser(url) as client:
            return (await client.ask("3d6")).startswith("[")
    except (*REFUSED, AssertionError, asyncio.TimeoutError):
        return False
