import { strict as assert } from 'node:assert';
import { describe, test } from 'node:test';
import { plainTyped } from '../../../../webapp/js/roll/typed.js';

describe('a typed or pasted text', () => {
  const MEANT = [
    ['3d6\u22122', '3d6-2'],
    ['3d6\u20132', '3d6-2'],
    ['3d6\u20142', '3d6-2'],
    ['2d6\u00d72', '2d6*2'],
    ['2d6\u00f72', '2d6/2'],
    ['3d6\u00a0+\u202f2', '3d6 + 2'],
    ['3d6\u3000+ 2', '3d6 + 2'],
    ['3\u200bd6\ufeff', '3d6'],
    ['\uff13\uff44\uff16\uff0b\uff11', '3d6+1'],
    ['d20+5 \u2265 15', 'd20+5 >= 15'],
    ['7d10\u2264\uff15', '7d10<=5'],
    ['', ''],
    ['3d6 ', '3d6 '],
    ['\u2212', '-'],
  ];
  for (const [typed, meant] of MEANT) {
    test(`${JSON.stringify(typed)} means ${meant}`, () => assert.equal(plainTyped(typed), meant));
  }

  test('keeps its label', () => {
    const label = 'Fire\u2014\uff21 \u00d7 \ud83d\udc68\u200d\ud83d\udc69';

    assert.equal(plainTyped(`3d6\u22121 for ${label}`), `3d6-1 for ${label}`);
    assert.equal(plainTyped(`3d6\u00a0for\u00a0${label}`), `3d6 for\u00a0${label}`);
    assert.equal(plainTyped(`3d6 // ${label}`), `3d6 // ${label}`);
  });

  test('in ASCII stays as it is, and a meant one does too', () => {
    for (const [, meant] of MEANT) assert.equal(plainTyped(meant), meant);
    const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at));
    assert.equal(plainTyped(ascii), ascii);
  });
});
