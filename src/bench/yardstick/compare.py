#!/usr/bin/env python3
"""Compares WebSocket servers side by side with one load client, every cell of each in turn.

  compare.py node=18102:PID,PID dicegate=8088:PID echo=8089:PID:/echo [--cells 1x1,1x16,100x1,100x16,1000x16]
             [--seconds 6] [--rounds 2] [--settle 2] [--load-cpu 1] [--message 3d6] [--path /ws]
             [--wsload target/yardstick/wsload]

`make -C src/bench/yardstick` compiles the load client. `servers start NAME...` prints such words. A third part is the
path of an echo, whose answers are not dice. A fourth is the message for this one, so that
`json='8088:PID:/ws:{"type":"roll","id":%u,"expr":"4d6kh3+2"}'` compares dialects.

Start each server pinned to one core (taskset -c 0 ...), with all its processes named here, and warm it first (this
script warms each cell for 2 s, which is not enough for a cold JVM: --warm 15 for the first). Prints replies a second,
p50 and p99 in ms, CPU microseconds a message over all processes named, and the ratio to the first server's.
"""
import argparse, json, os, statistics, subprocess
ap = argparse.ArgumentParser(); A = ap.add_argument
A('servers', nargs='+'); A('--cells', default='1x1,1x16,100x1,100x16,1000x16'); A('--seconds', type=float, default=6); A('--rounds', type=int, default=2)
A('--warm', type=float, default=2); A('--settle', type=float, default=2); A('--load-cpu', default='1'); A('--message', default='3d6'); A('--path', default='/ws'); A('--wsload', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../target/yardstick/wsload')); A('--extra', default='')
a = ap.parse_args()
def run(port, pids, path, message, cell, seconds, warm):
    c, p = cell.split('x')
    text = message or a.message
    how = ['--match-id', 'id', '--ignore', '"type":"hello"'] if '%u' in text else [] if text == a.message and not path else ['--no-verify']
    cmd = ['taskset', '-c', a.load_cpu, a.wsload, '--url', f'ws://127.0.0.1:{port}{path or a.path}', '--connections', c, '--pipeline', p, '--seconds', str(seconds), '--warmup', str(warm), '--message', text, '--pids', pids] + how + a.extra.split()
    d = json.loads(subprocess.run(cmd, capture_output=True, text=True).stdout)
    n = max(1, d['throughput'] * d['seconds'])
    return dict(rate=d['throughput'], p50=d['p50_us'] / 1e3, p99=d['p99_us'] / 1e3, cpu=sum(s['cpu_s'] for s in d['server']) / n * 1e6, errors=d['errors'], busy=d['machine_busy_s'] - d['gen_cpu_s'] - sum(s['cpu_s'] for s in d['server']))
servers = [(s.split('=', 1)[0], *(s.split('=', 1)[1].split(':', 3) + ['', ''])[:4]) for s in a.servers]
for name, *server in servers: run(*server, '100x16', max(1, a.warm), 1)
print(f"{'cell':>8} {'server':<16}{'msgs/s':>10}{'p50 ms':>9}{'p99 ms':>10}{'CPU us':>9}{'ratio':>8}  errors, others' CPU s")
for cell in a.cells.split(','):
    got = {n: [] for n, *_ in servers}
    for _ in range(a.rounds):
        for name, *server in servers: got[name].append(run(*server, cell, a.seconds, a.settle))
    first = None
    for name, *_ in servers:
        m = {k: statistics.median(x[k] for x in got[name]) for k in ('rate', 'p50', 'p99', 'cpu')}
        first = first or m['rate']
        print(f"{cell:>8} {name:<16}{m['rate']:>10.0f}{m['p50']:>9.3f}{m['p99']:>10.3f}{m['cpu']:>9.1f}{m['rate'] / first:>8.2f}  {sum(x['errors'] for x in got[name])}, {sum(x['busy'] for x in got[name]):.1f}", flush=True)
