"""Reverse proxies with the configurations of src/docs/proxies.

Their copies have other ports, names and certificates than the examples; each replaced text must be
in the example, and nothing else is changed.
"""

import base64
import contextlib
import hashlib
import http.client
import pathlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import urllib.parse

from processes import free_ports, running

COMMAND_LIMIT_S = 60
SNIPPETS = pathlib.Path(__file__).parents[2] / "docs" / "proxies"


class Certificate:
    """A certificate for 127.0.0.1 from an authority of its own; temporary, like its folder."""

    def __init__(self, folder):
        self.authority = str(folder / "authority.pem")
        self.chain = str(folder / "chain.pem")
        self.key = str(folder / "key.pem")
        self.both = str(folder / "both.pem")
        authority_key = str(folder / "authority-key.pem")
        names = folder / "names"
        names.write_text("subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
        new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        _openssl("req", "-x509", *new, "-days", "1", "-subj", "/CN=Temporary",
                 "-keyout", authority_key, "-out", self.authority)
        _openssl("req", *new, "-subj", "/CN=127.0.0.1",
                 "-keyout", self.key, "-out", str(folder / "request.pem"))
        _openssl("x509", "-req", "-in", str(folder / "request.pem"), "-days", "1",
                 "-CA", self.authority, "-CAkey", authority_key, "-CAcreateserial",
                 "-extfile", str(names), "-out", self.chain)
        key = pathlib.Path(self.key).read_bytes()
        pathlib.Path(self.both).write_bytes(pathlib.Path(self.chain).read_bytes() + key)

    def public_key_digest(self):
        """Return the SHA-256 of the public key, for `--ignore-certificate-errors-spki-list`."""
        key = _openssl("pkey", "-in", self.key, "-pubout", "-outform", "DER")
        return base64.b64encode(hashlib.sha256(key).digest()).decode()


class Proxy:
    """A running proxy and its address."""

    def __init__(self, name, process, port, trusted):
        self.name = name
        self.process = process
        self.port = port
        self._trusted = trusted
        self.url = f"wss://127.0.0.1:{port}/ws"

    def answers(self):
        """Return whether the proxy forwards the page."""
        try:
            return self.status("/") == 200
        except OSError:
            return False

    def get(self, target):
        """Return status and headers of the response to a GET; the target is sent unchanged."""
        with self.connect() as connection:
            return connection.get(target)

    def status(self, target):
        return self.get(target)[0]

    @contextlib.contextmanager
    def connect(self, source="127.0.0.1"):
        """Open TLS from an address of this machine, any of 127.0.0.0/8."""
        plain = socket.create_connection(("127.0.0.1", self.port), 10, source_address=(source, 0))
        with self._trusted.wrap_socket(plain, server_hostname="127.0.0.1") as secured:
            yield Connection(secured, f"127.0.0.1:{self.port}")


class Connection:
    """A connection for HTTP/1.1 that sends targets unchanged; a library would correct them."""

    def __init__(self, secured, host):
        self._socket = secured
        self._host = host

    def get(self, target, headers=None):
        return self.ask("GET", target, headers)

    def ask(self, method, target, headers=None):
        """Return status and headers, their names in lower case; the body is read and discarded."""
        lines = [f"{method} {target} HTTP/1.1", f"Host: {self._host}",
                 *(f"{name}: {value}" for name, value in (headers or {}).items()), "", ""]
        self._socket.sendall("\r\n".join(lines).encode())
        answer = http.client.HTTPResponse(self._socket, method=method)
        answer.begin()
        answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}

    def status(self, target, headers=None):
        return self.get(target, headers)[0]


def _openssl(*arguments):
    return subprocess.run(
        ("openssl", *arguments), stdin=subprocess.DEVNULL, capture_output=True,
        timeout=COMMAND_LIMIT_S, check=True).stdout


def _filled_in(snippet, values):
    """Return the text of a snippet with each of its example values replaced."""
    text = (SNIPPETS / snippet).read_text("utf-8")
    for example, value in values.items():
        if example not in text:
            raise AssertionError(f"{snippet} does not contain: {example}")
        text = text.replace(example, value)
    return text


def _gateway(dicegate):
    return urllib.parse.urlsplit(dicegate.url).netloc


@contextlib.contextmanager
def _serving(name, command, port, certificate):
    trusted = ssl.create_default_context(cafile=certificate.authority)
    with running(name, command) as process:
        proxy = Proxy(name, process, port, trusted)
        process.until(proxy.answers, "serving the page")
        yield proxy


@contextlib.contextmanager
def _folder():
    with tempfile.TemporaryDirectory(prefix="dicegate-proxy-") as folder:
        yield pathlib.Path(folder)


def _program(name):
    """Return the path of a server; Debian installs some outside of a user's path."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if not path:
        raise AssertionError(f"{name} is not installed: apt-get install {name}")
    return path


@contextlib.contextmanager
def certificate():
    with _folder() as folder:
        yield Certificate(folder)


@contextlib.contextmanager
def nginx(dicegate, cert, sockets_per_address):
    """Run nginx in the folder that it writes to."""
    [port] = free_ports(1)
    with _folder() as folder:
        (folder / "dicegate.conf").write_text(_filled_in("nginx.conf", {
            "server 127.0.0.1:8088;": f"server {_gateway(dicegate)};",
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
            "server_name dice.example;": "server_name 127.0.0.1;",
            "/etc/ssl/dice.example/fullchain.pem": cert.chain,
            "/etc/ssl/dice.example/privkey.pem": cert.key,
            "dicegate_sockets 1000;": f"dicegate_sockets {sockets_per_address};",
        }))
        temporary = "\n".join(
            f"{kind}_temp_path {folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/pid; error_log stderr;\n"
            f"events {{}}\n"
            f"http {{ access_log off; {temporary}\ninclude {folder}/dicegate.conf; }}\n")
        command = [
            _program("nginx"), "-p", str(folder), "-e", "stderr", "-c", f"{folder}/nginx.conf"]
        with _serving("nginx", command, port, cert) as proxy:
            yield proxy


@contextlib.contextmanager
def haproxy(dicegates, cert, sockets_per_address):
    """Run HAProxy in the foreground, in front of one or more gateways."""
    [port] = free_ports(1)
    with _folder() as folder:
        configuration = folder / "haproxy.cfg"
        configuration.write_text(_filled_in("haproxy.cfg", {
            "server one 127.0.0.1:8088 check": "\n    ".join(
                f"server gateway-{number} {_gateway(dicegate)} check"
                for number, dicegate in enumerate(dicegates)),
            "bind :443": f"bind 127.0.0.1:{port}",
            "/etc/haproxy/dice.example.pem": cert.both,
            "gt 1000": f"gt {sockets_per_address}",
        }))
        command = [_program("haproxy"), "-db", "-f", str(configuration)]
        with _serving("haproxy", command, port, cert) as proxy:
            yield proxy


@contextlib.contextmanager
def caddy(dicegate, cert):
    """Run Caddy with our certificate instead of one from an ACME server."""
    [port] = free_ports(1)
    with _folder() as folder:
        site = _filled_in("Caddyfile", {
            "dice.example {": f"https://127.0.0.1:{port} {{\n\tbind 127.0.0.1\n"
                              f"\ttls {cert.chain} {cert.key}",
            "127.0.0.1:8088": _gateway(dicegate),
        })
        configuration = folder / "Caddyfile"
        configuration.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + site)
        command = ["env", f"HOME={folder}", _program("caddy"), "run", "--adapter", "caddyfile",
                   "--config", str(configuration)]
        with _serving("caddy", command, port, cert) as proxy:
            yield proxy
