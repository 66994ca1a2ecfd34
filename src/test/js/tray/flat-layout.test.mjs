import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GAP, layOut } from '../../../../webapp/js/tray/flat-layout.js';

/** The trays of phones with and without a keyboard, tablets, desktops; the row of chips beside dice in 3D. */
const BOXES = [[300, 60], [300, 110], [304, 150], [374, 190], [520, 300], [752, 400], [880, 480], [300, 48], [880, 48], [60, 40]];
/** Plain dice, a d100, a pill, a long face; in heights of a die. */
const WIDTHS = [1, 2, 1.08, 3.4];

/** @param {number} count @param {number} width */
const units = (count, width) => Array(count).fill({ width, dice: 1 });

/** The height of what is drawn, laid out in rows as a browser does. */
const heightOf = (width, size, drawn, box, hasChip) => {
  const gap = GAP * size;
  const widths = [...Array(drawn).fill(width * size), ...(hasChip ? [128] : [])];
  let [rows, x] = [1, 0];
  for (const each of widths) {
    if (x > 0 && x + gap + each > box.width) [rows, x] = [rows + 1, each];
    else x += (x > 0 ? gap : 0) + each;
    assert.ok(x <= box.width, `${x} is wider than ${box.width}`);
  }
  return rows * Math.max(size, hasChip ? 36 : 0) + (rows - 1) * gap;
};

test('no number of dice of any width leaves a box of any size', () => {
  for (const [width, height] of BOXES) for (const unit of WIDTHS) for (let count = 1; count <= 100; count++) {
    const box = { width, height };
    const { size, units: drawn } = layOut(units(count, unit), box, false);
    const name = `${count} of ${unit} in ${width}x${height}: ${drawn} of ${size} px`;

    assert.ok(drawn >= 1 && size >= 1, name);
    // A box in which not even one die and the chip fit has one small die.
    if (drawn > 1 || count === 1) assert.ok(heightOf(unit, size, drawn, box, drawn < count) <= height, name);
    assert.ok(size <= height, name);
  }
});

test('few dice are as large as fits, and not larger than a limit', () => {
  assert.equal(layOut(units(1, 1), { width: 550, height: 400 }, false).size, 148);
  assert.equal(layOut(units(1, 1), { width: 550, height: 300 }, false).size, 128);
  assert.equal(layOut(units(3, 1), { width: 304, height: 150 }, false).size, 91);
});

test('sets stay together', () => {
  const sets = Array(6).fill({ width: 4.7, dice: 4 });
  const { size, units: drawn } = layOut(sets, { width: 374, height: 190 }, false);

  assert.equal(drawn, 6);
  assert.ok(2 * 4.7 * size + GAP * size <= 374);
});
