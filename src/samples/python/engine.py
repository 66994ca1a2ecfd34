#!/usr/bin/env python3
"""A sample dice engine in Python: `engine.py [tcp://127.0.0.1:7000]`. Needs pyzmq."""
import hmac
import itertools
import json
import re
import secrets
import sys

import zmq

INFO = {"name": "python-sample", "version": "1", "features": ["roll", "seeded", "batch"],
        "limits": {"dice": 1000, "sides": 1000000}, "window": 2}


def random_die(sides):
    return 1 + secrets.randbelow(sides)


def seeded_die(seed):
    """Return a die whose faces follow from 32 bytes, as src/docs/verify.md defines them."""
    blocks = (hmac.digest(seed, block.to_bytes(4, "big"), "sha256") for block in itertools.count())
    stream = itertools.chain.from_iterable(blocks)

    def die(sides):
        if sides == 1:
            return 1
        size = 1 if sides <= 1 << 8 else 2 if sides <= 1 << 16 else 4
        while True:
            number = int.from_bytes(bytes(itertools.islice(stream, size)), "big")
            if number < (1 << 8 * size) // sides * sides:
                return number % sides + 1

    return die


def roll(expr, die):
    parts = re.fullmatch(r"([0-9]{0,4})d([0-9]{1,7})([+-][0-9]{1,6})?", expr)
    if not parts:
        return "error", {"code": "syntax", "message": "Only NdF and NdF+K are supported.", "hint": "3d6"}
    count, sides, plus = int(parts[1] or 1), int(parts[2]), int(parts[3] or 0)
    if not (1 <= count <= 1000 and 1 <= sides <= 1000000):
        return "error", {"code": "limit", "message": "1 to 1000 dice of 1 to 1000000 sides."}
    values = [die(sides) for _ in range(count)]
    dice = [{"sides": sides, "value": value, "kept": True} for value in values]
    return "ok", {"expr": expr, "total": sum(values) + plus, "dice": dice}


def seeded_roll(body):
    """Roll with the dice of a seed: 64 hexadecimal digits, a blank, the expression."""
    parts = re.fullmatch(r"([0-9a-f]{64}) (.*)", body, re.DOTALL)
    if not parts:
        return "error", {"code": "malformed", "message": "Expected: a seed, a blank, a roll."}
    status, rolled = roll(parts[2], seeded_die(bytes.fromhex(parts[1])))
    if status == "ok":
        rolled["drawn"] = [[die["sides"], die["value"]] for die in rolled["dice"]]
    return status, rolled


def answer(frame):
    magic, verb, request_id, _ttl, expr, *_ = frame.split(b" ", 4) + [b""] * 5
    if magic != b"DG1" or not request_id:
        status, body = "error", {"code": "malformed", "message": "Not a DG1 request."}
    elif verb == b"ROLL":
        status, body = roll(expr.decode("utf-8", "replace"), random_die)
    elif verb == b"SEEDED":
        status, body = seeded_roll(expr.decode("utf-8", "replace"))
    elif verb == b"INFO":
        status, body = "ok", INFO
    else:
        status, body = "unsupported", {}
    return b" ".join([b"DG1", request_id or b"-", status.encode(), json.dumps(body).encode()])


def answer_batch(frame):
    """Answer each line. All rolls are quick here; an engine with slow ones leaves their lines out."""
    _magic, _verb, request_id, _ttl, lines = frame.split(b" ", 4)
    replies, size = [], 0
    for line in lines.split(b"\n"):
        if size < 65536:  # A reply is at most 1 MiB, so the rest is left out.
            replies.append(answer(line))
            size += len(replies[-1])
    return b"DG1 " + request_id + b" ok " + b"\n".join(replies)


socket = zmq.Context().socket(zmq.REP)
socket.bind(sys.argv[1] if len(sys.argv) > 1 else "tcp://127.0.0.1:7000")
print(socket.last_endpoint.decode(), flush=True)
while True:
    request = socket.recv_multipart()[0]
    batch = re.match(rb"DG1 BATCH [^ ]+ [^ ]* ", request)
    socket.send(answer_batch(request) if batch else answer(request))
