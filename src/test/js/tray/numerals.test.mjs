import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { labelOf } from '../../../../webapp/js/tray/dice.js';
import { LABELS, cellOf } from '../../../../webapp/js/tray/solid/atlas.js';
import { drawLabel, pipLabel } from '../../../../webapp/js/tray/solid/numerals.js';
import { pipsOf } from '../../../../webapp/js/tray/pips.js';

/** A pen that notes what it draws. */
const makePen = () => {
  const drawn = [];
  const pen = { save() {}, restore() {}, beginPath() {}, translate() {} };
  pen.arc = (x, y, radius) => drawn.push(['dot', x, y, radius]);
  pen.fill = () => {};
  pen.fillRect = (...box) => drawn.push(['bar', ...box]);
  pen.stroke = ({ path }) => drawn.push(['stroke', path]);
  return { pen, drawn };
};

const kinds = (label) => {
  const { pen, drawn } = makePen();
  drawLabel(pen, label);
  return drawn.map(([kind]) => kind);
};

describe('numerals', () => {
  beforeEach(() => { globalThis.Path2D = class { constructor(path) { this.path = path; } }; });
  afterEach(() => { delete globalThis.Path2D; });

  test('every label of every die has a cell of its own', () => {
    const needed = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 30]
      .flatMap((sides) => Array.from({ length: sides }, (_, i) => labelOf(sides, i + 1, 'plain')));
    const tens = Array.from({ length: 10 }, (_, i) => labelOf(10, i + 1, 'tens'));
    const all = new Set([...needed, ...tens, '?', ...[1, 2, 3, 4, 5, 6].map(pipLabel)]);

    for (const label of all) assert.ok(LABELS.includes(label), label);
    assert.equal(new Set(LABELS.map((label) => JSON.stringify(cellOf(label)))).size, LABELS.length);
    for (const label of LABELS) {
      const { left, right, bottom, top } = cellOf(label);
      assert.ok(left >= 0 && right <= 1 && bottom >= 0 && top <= 1, label);
    }
  });

  test('only a 6 and a 9 that stand alone are underlined', () => {
    for (const label of LABELS) {
      assert.equal(kinds(label).includes('bar'), label === '6' || label === '9', label);
    }
  });

  test('each numeral is drawn, each pip as well', () => {
    assert.deepEqual(kinds('17'), ['stroke', 'stroke']);
    assert.deepEqual(kinds('?'), ['stroke']);
    for (const value of [1, 2, 3, 4, 5, 6]) assert.deepEqual(kinds(pipLabel(value)), Array(value).fill('dot'));
  });

  test('pips are those of a real die', () => {
    for (const value of [1, 2, 3, 4, 5, 6]) {
      const pips = pipsOf(value);

      assert.equal(pips.length, value);
      // Turned by half a circle, they are the same.
      assert.deepEqual(new Set(pips.map(String)), new Set(pips.map(([x, y]) => String([0 - x, 0 - y]))));
    }
  });
});
