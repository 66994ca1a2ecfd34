import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';

const SCHEMA = new URL('../../../../webapp/docs/schemas/roll.json', import.meta.url);

/** What the page shows for a die of a single face that has the flag: its face or its value. */
const SHOWN = {
  fate: 'face',
  custom: 'face',
  exploded: 'face',
  compounded: 'face',
  penetrated: 'value',
  clamped: 'value',
  success: 'face',
  failure: 'face',
  criticalSuccess: 'face',
  criticalFailure: 'face',
  imploded: 'face',
  subtracted: 'value',
  matched: 'face',
};

const { properties } = JSON.parse(readFileSync(SCHEMA, 'utf8')).$defs.Die;
const flags = Object.keys(properties).filter((name) => properties[name].const === true);

test('every flag of the roll schema is decided on', () => {
  assert.deepEqual(flags.toSorted(), Object.keys(SHOWN).toSorted());
});

for (const flag of flags) {
  test(`a die that is ${flag} shows its ${SHOWN[flag]}`, () => {
    const die = { sides: 6, value: 1, kept: true, faces: [4], [flag]: true };

    assert.equal(readRoll({ total: 1, dice: [die] }).dice[0].value, SHOWN[flag] === 'face' ? 4 : 1);
  });
}
