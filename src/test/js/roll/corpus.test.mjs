import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { tokens } from '../../../../webapp/js/roll/notation.js';

const CORPUS = new URL('../../resources/dicegate/dice/notation/corpus.txt', import.meta.url);

/** The engine's test corpus has every token of the language. */
const rolls = readFileSync(CORPUS, 'utf8').split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('//'));

test('every modifier of the engine is coloured as a part of its dice', () => {
  assert.ok(rolls.length > 100);
  for (const roll of rolls) {
    const uncoloured = tokens(roll).filter(({ kind }) => kind === 'other')
      .map(({ from, to }) => roll.slice(from, to).trim());

    assert.deepEqual(uncoloured.filter((text) => text !== ''), [], roll);
  }
});
