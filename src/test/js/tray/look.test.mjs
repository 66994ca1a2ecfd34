import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paintOf } from '../../../../webapp/js/tray/look.js';
import { finishOf } from '../../../../webapp/js/tray/solid/finish.js';
import { QUIET_OPACITY } from '../../../../webapp/js/tray/solid/mesh.js';

const COLOURS = ['#E69F00', '#56B4E9', '#009E73', '#F0E442', '#0072B2', '#D55E00', '#CC79A7', '#F3F0E6', '#000000', '#ffffff', '#777777'];
const THEMES = ['ivory', 'obsidian', 'brass', 'glass', 'bone-and-ink', 'high-contrast'];
const LOOKS = ['', ...THEMES].flatMap((theme) => COLOURS.map((colour) => ({ colour, theme })));

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);

/** The contrast of two colours as lists of channels, see WCAG 2.2. */
const contrast = (one, other) => {
  const lightness = (parts) => {
    const [red, green, blue] = parts.map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4));
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const [low, high] = [lightness(one), lightness(other)].sort((a, b) => a - b);
  return (high + .05) / (low + .05);
};

test('the numbers of each theme have enough contrast with the dice', () => {
  for (const look of LOOKS) {
    const [body, ink] = paintOf(look);

    assert.ok(contrast(channels(body), channels(ink)) >= 4, `${look.theme}: ${ink} on ${body}`);
  }
});

test('no other number of a die in 3D is as loud as its result', () => {
  for (const look of LOOKS) {
    const [body, ink] = paintOf(look).map(channels);
    const quiet = body.map((part, i) => part + QUIET_OPACITY * (ink[i] - part));

    assert.ok(contrast(body, quiet) <= contrast(body, ink) / 1.9, `${look.theme} ${look.colour}: ${contrast(body, quiet)} of ${contrast(body, ink)}`);
  }
});

test('six themes are told apart, by colours or by what they are made of', () => {
  const looks = ['', ...THEMES].map((theme) => JSON.stringify([paintOf({ colour: '#009e73', theme }), finishOf(theme)]));

  assert.equal(new Set(looks).size, THEMES.length + 1);
});

test('an unknown theme is none', () => {
  for (const theme of [undefined, 'toString', 'plaid', '__proto__']) {
    assert.deepEqual(paintOf({ colour: '#56b4e9', theme }), paintOf({ colour: '#56b4e9' }));
    assert.deepEqual(finishOf(theme), finishOf(undefined));
  }
});
