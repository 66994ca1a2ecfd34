// The same honest log and the same forgeries as those of the checkers in Java and Python.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkLog } from '../../../../webapp/js/verify/log.js';
import { parseLog } from '../../../../webapp/js/verify/parse-log.js';
import { makeSeries, secret } from './samples.mjs';

const FILES = new URL('../../resources/dicegate/verify/', import.meta.url);
const EXPORT = readFileSync(new URL('export.json', FILES), 'utf8');
const FORGERIES = JSON.parse(readFileSync(new URL('forgeries.json', FILES), 'utf8'));
const COMMAND = fileURLToPath(new URL('./check-log.mjs', import.meta.url));

/** Applies the operations of a JSON Patch (RFC 6902) that the file has. */
const patched = (changes) => {
  const document = JSON.parse(EXPORT);
  for (const { op, path, value } of changes) {
    const way = path.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = way.pop();
    const target = way.reduce((inner, part) => inner[part], document);
    assert.ok(['add', 'remove', 'replace'].includes(op), op);
    if (Array.isArray(target)) {
      const at = last === '-' ? target.length : Number(last);
      target.splice(at, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    } else if (op === 'remove') delete target[last];
    else target[last] = value;
  }
  return document;
};

const wrongPlaces = ({ rolls, faults }) =>
  [...rolls.filter(({ kind }) => kind === 'wrong'), ...faults].map(({ place }) => place);

/** A roll of `/api/roll`. */
const overHttp = (seed) => {
  const series = makeSeries(secret(3), 1);
  return { ...series.roll(0, seed, '3d6'), proof: series.proof(0, seed, '3d6') };
};

describe('the log of all checkers', () => {
  test('is right, with all that a reader should know', () => {
    const found = checkLog(parseLog(EXPORT));

    assert.deepEqual(wrongPlaces(found), []);
    assert.deepEqual(found.counts, { ok: 13, partly: 10, none: 4, wrong: 0 });
    assert.equal(found.verdict, 'partly');
    const notes = found.notes.map(({ text }) => text).join('\n');
    for (const note of [/^2 rolls are from before/, /whispered to/, /has 2 numbers without a roll/, /of ben ended before number 63, at 9:/]) {
      assert.match(notes, note);
    }
    assert.match(found.rolls.find(({ place }) => place === 'seq 25').text, /any result is possible/);
  });

  test('has enough forgeries', () => {
    assert.ok(FORGERIES.length > 60);
  });

  for (const { name, at, needsEngine, patch } of FORGERIES) {
    test(`with ${name} is ${at === '' ? 'not called wrong' : 'not right'}`, () => {
      const found = checkLog(patched(patch));
      if (at === '') assert.deepEqual(wrongPlaces(found), []);
      else if (needsEngine) assert.notEqual(found.rolls.find(({ place }) => place === at).kind, 'ok');
      else assert.ok(wrongPlaces(found).includes(at), wrongPlaces(found).join());
    });
  }
});

describe('a roll of /api/roll', () => {
  test('is a file as well, to whose key nobody was committed', () => {
    for (const seed of ['', 'abc']) {
      const found = checkLog(overHttp(seed));

      assert.deepEqual([found.verdict, found.rolls.length, found.notes], ['partly', 1, []]);
      assert.match(found.rolls[0].text, /nobody was committed/);
    }
  });

  test('is wrong with another total, and with another index', () => {
    const roll = overHttp('abc');

    assert.deepEqual(wrongPlaces(checkLog({ ...roll, total: roll.total + 1 })), ['the roll']);
    assert.deepEqual(wrongPlaces(checkLog({ ...roll, proof: { ...roll.proof, index: 1 } })), ['the roll']);
  });
});

describe('JSON that programs read in different ways', () => {
  test('is no log', () => {
    for (const text of [
      '{"entries":[],"entries":[]}', '{"entries":[{"a":1,"b":{"a":2},"a":3}]}', '{"entries":[],"\\u0065ntries":[]}',
      '{"entries":["\\ud800"]}', '{"entries":[{"\\udc00":1}]}', '{"entries":[NaN]}', '{', '',
    ]) assert.equal(parseLog(text), undefined, text);
  });

  test('is not found in others', () => {
    for (const text of [
      '{"a":[{"a":1},{"a":1}],"b":{"a":"a\\"a\\\\"},"c":"{\\"a\\":1,\\"a\\":2}"}', '[":","a","a"]', '{"a":"\\ud83d\\ude00😀","b" : "b"}', EXPORT,
    ]) assert.deepEqual(parseLog(text), JSON.parse(text));
  });
});

describe('the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'check-log-'));
  after(() => rmSync(folder, { recursive: true }));
  const run = (text) => {
    const file = join(folder, 'log.json');
    writeFileSync(file, text);
    const { status, stdout } = spawnSync(process.execPath, [COMMAND, file], { encoding: 'utf8' });
    return { status, lines: stdout.trimEnd().split('\n') };
  };

  test('prints a line for each finding, and the counts', () => {
    const { status, lines } = run(EXPORT);

    assert.equal(status, 0);
    assert.match(lines[2], /^ok {8}seq 3: The dice follow/);
    assert.equal(lines.at(-1), '13 ok, 10 in part, 4 without proof, 0 wrong, 7 notes');
  });

  test('ends with 1 if anything is wrong, and with 2 if there is no log', () => {
    const forged = FORGERIES.find(({ name }) => name === 'a number left out');
    const { status, lines } = run(JSON.stringify(patched(forged.patch)));

    assert.equal(status, 1);
    assert.ok(lines.some((line) => line.startsWith(`WRONG     ${forged.at}: `)));
    assert.equal(run('{"entries":1}').status, 2);
  });

  test('prints no control characters of a stranger', () => {
    const evil = JSON.parse(EXPORT);
    evil.entries[17].engine = '\u001b[2Jpy\u202e';
    const { lines } = run(JSON.stringify(evil));

    assert.ok(lines.some((line) => line.includes('[2Jpy.')));
    assert.ok(!/[\u001b\u202e]/.test(lines.join('')));
  });
});
