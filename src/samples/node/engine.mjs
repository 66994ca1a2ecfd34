#!/usr/bin/env node
// A sample dice engine in Node: `node engine.mjs [tcp://127.0.0.1:7000]`, after `npm ci`.
import { createHmac, randomInt } from 'node:crypto';
import { Reply } from 'zeromq';

const INFO = {
  name: 'node-sample', version: '1', features: ['roll', 'seeded', 'batch'],
  limits: { dice: 1000, sides: 1000000 }, window: 2,
};

const randomDie = (sides) => randomInt(1, sides + 1);

// A die whose faces follow from 32 bytes, as src/docs/verify.md defines them.
function seededDie(seed) {
  let [block, bytes, next] = [0, Buffer.alloc(0), 0];
  function nextByte() {
    if (next === bytes.length) {
      const number = Buffer.alloc(4);
      number.writeUInt32BE(block);
      [block, bytes, next] = [block + 1, createHmac('sha256', seed).update(number).digest(), 0];
    }
    next += 1;
    return bytes[next - 1];
  }
  return (sides) => {
    if (sides === 1) {
      return 1;
    }
    const size = sides <= 2 ** 8 ? 1 : sides <= 2 ** 16 ? 2 : 4;
    const range = 2 ** (8 * size);
    for (;;) {
      const number = Array.from({ length: size }, nextByte).reduce((sum, byte) => sum * 256 + byte, 0);
      if (number < range - (range % sides)) {
        return (number % sides) + 1;
      }
    }
  };
}

function roll(expr, die) {
  const parts = /^(\d{0,4})d(\d{1,7})([+-]\d{1,6})?$/.exec(expr);
  if (!parts) {
    return ['error', { code: 'syntax', message: 'Only NdF and NdF+K are supported.', hint: '3d6' }];
  }
  const [count, sides, plus] = [Number(parts[1] || 1), Number(parts[2]), Number(parts[3] ?? 0)];
  if (count < 1 || count > 1000 || sides < 1 || sides > 1000000) {
    return ['error', { code: 'limit', message: '1 to 1000 dice of 1 to 1000000 sides.' }];
  }
  const dice = Array.from({ length: count },
    () => ({ sides, value: die(sides), kept: true }));
  return ['ok', { expr, total: dice.reduce((sum, each) => sum + each.value, plus), dice }];
}

// Rolls with the dice of a seed: 64 hexadecimal digits, a blank, the expression.
function seededRoll(text) {
  const [, seed, expr] = /^([0-9a-f]{64}) ([^]*)$/.exec(text) ?? [];
  if (!seed) {
    return ['error', { code: 'malformed', message: 'Expected: a seed, a blank, a roll.' }];
  }
  const [status, rolled] = roll(expr, seededDie(Buffer.from(seed, 'hex')));
  return [status, status === 'ok'
    ? { ...rolled, drawn: rolled.dice.map(({ sides, value }) => [sides, value]) } : rolled];
}

function answer(frame) {
  // latin1 keeps the bytes of the id unchanged; the expression is UTF-8.
  const [magic, verb, id, , ...rest] = frame.toString('latin1').split(' ');
  const expr = Buffer.from(rest.join(' '), 'latin1').toString('utf8');
  let [status, body] = ['unsupported', {}];
  if (magic !== 'DG1' || !id) {
    [status, body] = ['error', { code: 'malformed', message: 'Not a DG1 request.' }];
  } else if (verb === 'ROLL') {
    [status, body] = roll(expr, randomDie);
  } else if (verb === 'SEEDED') {
    [status, body] = seededRoll(expr);
  } else if (verb === 'INFO') {
    [status, body] = ['ok', INFO];
  }
  const head = Buffer.from(`DG1 ${id || '-'} ${status} `, 'latin1');
  return Buffer.concat([head, Buffer.from(JSON.stringify(body))]);
}

// Answers each line. All rolls are quick here; an engine with slow ones leaves their lines out.
function answerBatch(id, lines) {
  const replies = [];
  let size = 0;
  for (const line of lines.split('\n')) {
    if (size < 65536) { // A reply is at most 1 MiB, so the rest is left out.
      replies.push(answer(Buffer.from(line, 'latin1')).toString('latin1'));
      size += replies.at(-1).length;
    }
  }
  return Buffer.from(`DG1 ${id} ok ${replies.join('\n')}`, 'latin1');
}

const socket = new Reply();
await socket.bind(process.argv[2] ?? 'tcp://127.0.0.1:7000');
console.log(socket.lastEndpoint);
for await (const [frame] of socket) {
  const [, id, lines] = /^DG1 BATCH ([^ ]+) [^ ]* ([^]*)$/.exec(frame.toString('latin1')) ?? [];
  await socket.send(id ? answerBatch(id, lines) : answer(frame));
}
