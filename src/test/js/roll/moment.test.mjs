import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentOf } from '../../../../webapp/js/roll/moment.js';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';

const die = (sides, value, more = {}) => ({ sides, value, kept: true, ...more });
const moment = (...dice) => momentOf(readRoll({ expr: 'x', total: 1, dice }));

test('a natural 20 and a natural 1 are moments, whatever is dropped or added', () => {
  assert.equal(moment(die(20, 20)), 'high');
  assert.equal(moment(die(20, 1)), 'low');
  assert.equal(moment(die(20, 20, { kept: false }), die(20, 1)), 'low');
  assert.equal(moment(die(20, 20), die(6, 2)), 'high');
  assert.equal(moment(die(20, 19)), null);
});

test('a maximum of several dice is one', () => {
  assert.equal(moment(die(6, 6), die(8, 8)), 'high');
  assert.equal(moment(die(6, 6), die(6, 5)), null);
  assert.equal(moment(die(6, 6)), null, 'one in six rolls is no moment');
  assert.equal(moment(die(1, 1), die(1, 1)), null);
});

test('most rolls are none', () => {
  assert.equal(moment(), null);
  assert.equal(moment(die(20, 20), die(20, 20, { custom: true })), null);
  assert.equal(moment(die(6, 1, { fate: true }), die(6, 1, { fate: true })), null);
  assert.equal(momentOf(readRoll({ expr: 'x', rolls: [{ total: 20, dice: [die(20, 20)] }, { total: 20, dice: [die(20, 20)] }] })), null);
  assert.equal(momentOf(readRoll('whaaat?')), null);
});
