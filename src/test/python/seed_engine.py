#!/usr/bin/python3
"""A dice engine of the original's kind: one plain REP socket, one roll at a time.

One frame `<id> <expr>` in, one frame `<id>:<json.dumps of the answer>` out. Like the original, it
dies of a text that it must never be sent, so that a test detects a gateway which forwards it: it
exits with 1 and prints the fatal request on stderr.

It differs from the original in four points:
- it rolls 1..N, the top face included; a die of one face still kills it, like the original;
- more than MAX_DICE dice kill it at once, while the original would have used up the memory;
- it prints its endpoint on stdout, since port 0 takes any free port;
- it writes each request to stderr as `asked <json string>`, so that tests can see the requests.
"""

import argparse
import json
import random
import re
import sys
import time

import zmq

MAX_DICE = 1_000_000


def roll(expr):
    """Return the faces rolled for `NdF`, and "whaaat?" for anything else.

    `int` itself rejects more than 4,300 digits, which killed the original too.
    """
    parts = re.fullmatch(r"(\d+)d(\d+)", expr)
    if not parts:
        return "whaaat?"
    dice, faces = (int(digits) for digits in parts.groups())
    if dice and faces < 2:
        raise ValueError(f"a die of {faces} faces")
    if dice > MAX_DICE:
        raise MemoryError(f"{dice} dice")
    return [random.randint(1, faces) for _ in range(dice)]


def answer(request):
    """Return the reply to `<id> <expr>`; an empty text or inner white space raises ValueError."""
    request_id, expr = request.split()
    return f"{request_id}:{json.dumps(roll(expr))}"


def serve(bind, think_time):
    """Answer one request after another until one of them kills this engine."""
    with zmq.Context() as context, context.socket(zmq.REP) as socket:
        socket.linger = 0
        socket.bind(bind)
        print(socket.last_endpoint.decode(), flush=True)
        while True:
            request = None
            try:
                # Reads one frame, like the original: with two, REP refuses to send the reply.
                request = socket.recv_string()
                print("asked", json.dumps(request), file=sys.stderr, flush=True)
                time.sleep(think_time)
                socket.send_string(answer(request))
            except (ValueError, MemoryError, zmq.ZMQError) as death:
                sys.exit(f"died of {str(request)[:100]!r}: {type(death).__name__}: {death}")


def main():
    parser = argparse.ArgumentParser(description="A dice engine of the original's kind.")
    parser.add_argument("--bind", default="tcp://127.0.0.1:0", help="port 0 takes any free port")
    parser.add_argument("--think-time", type=float, default=0, metavar="S", help="seconds a roll")
    options = parser.parse_args()
    serve(options.bind, options.think_time)


if __name__ == "__main__":
    main()
