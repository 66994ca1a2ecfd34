import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLAIN_SETTINGS } from '../../../../webapp/js/state/settings.js';
import { lookOf } from '../../../../webapp/js/views/dice-view.js';

const BO = { id: 'b', name: 'Bo', colour: '#e69f00', theme: 'brass', role: 'player' };
const SETTINGS = { ...PLAIN_SETTINGS, colour: '#0072b2', dice: 'ivory', pips: true };

test('dice of others look as they chose, with pips as the player here likes', () => {
  assert.deepEqual(lookOf({ by: BO, mine: false }, SETTINGS), { colour: '#e69f00', theme: 'brass', pips: true });
});

test('own dice look as the settings say, in the colour of the table if none is chosen', () => {
  assert.deepEqual(lookOf({ by: BO, mine: true }, SETTINGS), { colour: '#0072b2', theme: 'ivory', pips: true });
  assert.equal(lookOf({ by: BO, mine: true }, PLAIN_SETTINGS).colour, '#e69f00');
});

test('without a table, dice have the colour of the settings, or a plain one', () => {
  assert.equal(lookOf({ by: null, mine: true }, SETTINGS).colour, '#0072b2');
  assert.match(lookOf({ by: null, mine: true }, PLAIN_SETTINGS).colour, /^#[0-9a-f]{6}$/);
});
