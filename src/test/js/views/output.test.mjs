import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { copyText, rollAsText } from '../../../../webapp/js/roll/copy.js';
import { badgesOf } from '../../../../webapp/js/views/badges.js';
import { logAsCsv, logAsJson } from '../../../../webapp/js/roll/export.js';
import { makeSounds } from '../../../../webapp/js/lib/sound.js';
import { initialState, PLAIN_ROW } from '../../../../webapp/js/state/model.js';
import { GATHER_MS, makeSpeaker, PAUSE_MS } from '../../../../webapp/js/views/announcer.js';
import { FakeTimers } from '../fakes.mjs';

const mira = { id: 'm', name: 'Mira', colour: '#56b4e9', role: 'player' };
const row = {
  ...PLAIN_ROW, key: 'k', by: mira, label: 'attack', expr: '2d20kh1+5', status: 'rolled', atMs: 0,
  outcome: {
    kind: 'dice', total: 22, diceCount: 2,
    dice: [{ sides: 20, value: 17, kept: true }, { sides: 20, value: 4, kept: false }],
  },
};

describe('a copied roll', () => {
  test('is one line', () => {
    assert.equal(rollAsText(row), 'Mira: attack 2d20kh1+5 = 22 (17, ~4~)');
    assert.equal(rollAsText({ ...row, by: null, label: '', outcome: null }), '2d20kh1+5 = ?');
  });

  test('takes the clipboard where there is one', async () => {
    const copied = [];
    const navigator = { clipboard: { writeText: async (text) => copied.push(text) } };

    assert.equal(await copyText('a', null, navigator), true);
    assert.deepEqual(copied, ['a']);
  });
});

describe('a copied roll on plain http', () => {
  const pageThat = (copies) => {
    const field = { select: () => page.done.push('select'), setSelectionRange: () => {},
      remove: () => page.done.push('remove') };
    const focused = { focus: () => page.done.push('focus') };
    const page = {
      done: [],
      field,
      activeElement: focused,
      body: { append: () => page.done.push('append') },
      createElement: () => field,
      querySelector: () => null,
      execCommand: copies,
    };
    return page;
  };

  test('goes by a field that is selected, and the focus comes back', async () => {
    const page = pageThat(() => true);

    assert.equal(await copyText('a', page, {}), true);
    assert.deepEqual(page.done, ['append', 'select', 'remove', 'focus']);
    assert.deepEqual([page.field.value, page.field.readOnly], ['a', true]);
  });

  test('leaves nothing behind where no page may copy', async () => {
    const page = pageThat(() => { throw new Error('forbidden'); });

    assert.equal(await copyText('a', page, {}), false);
    assert.deepEqual(page.done, ['append', 'select', 'remove', 'focus']);
  });
});

describe('a saved log', () => {
  test('is CSV, oldest first', () => {
    const second = { ...row, key: 'l', by: { ...mira, name: 'Bo, "the" 2nd' }, label: '', atMs: 1000 };

    assert.equal(logAsCsv([second, row]), 'time,player,label,roll,seen by,total,dice\r\n'
      + '1970-01-01T00:00:00.000Z,Mira,attack,2d20kh1+5,all,22,17 (4)\r\n'
      + '1970-01-01T00:00:01.000Z,"Bo, ""the"" 2nd",,2d20kh1+5,all,22,17 (4)\r\n');
  });

  test('has no formulas for a spreadsheet to run', () => {
    const [, line] = logAsCsv([{ ...row, label: '=cmd()', expr: '-1d6' }]).split('\r\n');

    assert.equal(line, "1970-01-01T00:00:00.000Z,Mira,'=cmd(),'-1d6,all,22,17 (4)");
  });

  test('leaves numbers as they are', () => {
    const fate = (value, kept) => ({ sides: null, value, kept, fate: true });
    const outcome = { kind: 'dice', total: -2, diceCount: 3, dice: [fate(-1, true), fate(0, false), fate(-1, true)] };
    const [, line] = logAsCsv([{ ...row, outcome }]).split('\r\n');

    assert.equal(line, '1970-01-01T00:00:00.000Z,Mira,attack,2d20kh1+5,all,-2,-1 (0) -1');
  });

  test('has what was rolled, and nothing that still is', () => {
    const rows = [{ ...row, animating: true }, { ...PLAIN_ROW, status: 'pending' }, row];

    assert.deepEqual(JSON.parse(logAsJson(rows)).map(({ total }) => total), ['22']);
  });
});

describe('badges', () => {
  test('are the same on all screens, and differ at a table', () => {
    const people = Array.from({ length: 12 }, (_, i) => ({ ...mira, id: `m${i}` }));
    const looks = badgesOf(people);

    assert.equal(new Set([...looks.values()].map(({ glyph }) => glyph)).size, 12);
    assert.deepEqual(badgesOf([...people].reverse()), looks);
  });

  test('go round when there are more people than glyphs', () => {
    const people = Array.from({ length: 40 }, (_, i) => ({ ...mira, id: `m${i}` }));

    assert.equal(badgesOf(people).size, 40);
  });
});

describe('sounds', () => {
  let window;
  let hits;
  let allowed;
  let gestures;
  let nowMs;

  class QuietAudio {
    state = 'suspended';
    currentTime = 0;
    destination = {};
    sampleRate = 1000;
    #woken = [];
    constructor() { allowed = () => this.#run(); }
    #run() {
      this.state = 'running';
      for (const resolve of this.#woken) resolve();
    }
    resume = () => new Promise((resolve) => { this.#woken.push(resolve); });
    createBuffer = (_, length) => ({ getChannelData: () => new Float32Array(length) });
    createBufferSource = () => ({ connect: () => {}, start: (at) => hits.push(at) });
    createBiquadFilter = () => ({ frequency: {}, connect: (next) => next });
    createGain = () => ({ gain: {}, connect: (next) => next });
  }

  beforeEach(() => {
    hits = [];
    gestures = new Map();
    nowMs = 0;
    window = { AudioContext: QuietAudio, addEventListener: (type, run) => gestures.set(type, run) };
  });

  test('are absent where the browser makes no sound', async () => {
    await assert.doesNotReject(makeSounds({}).clatter);
  });

  test('are heard, hit by hit, once the browser lets them', async () => {
    const { clatter } = makeSounds(window, () => nowMs);
    const begun = clatter();
    assert.deepEqual(hits, []);
    allowed();
    await begun;
    assert.ok(hits.length > 3);
    assert.deepEqual([...hits].sort((a, b) => a - b), hits);
  });

  test('are not heard late, when their dice lie', async () => {
    const { clatter } = makeSounds(window, () => nowMs);
    const throws = [clatter(), clatter()];
    nowMs = 60_000;
    allowed();
    await Promise.all(throws);
    assert.deepEqual(hits, []);
  });

  test('ask the browser again with every gesture until it lets them', () => {
    let asked = 0;
    window.AudioContext = class extends QuietAudio {
      resume = () => { asked += 1; return Promise.reject(new Error('not yet')); };
    };
    const { clatter } = makeSounds(window, () => nowMs);
    gestures.get('keydown')();
    assert.equal(asked, 0);
    clatter();
    gestures.get('keydown')();
    gestures.get('pointerup')();
    assert.equal(asked, 3);
    allowed();
    gestures.get('pointerup')();
    assert.equal(asked, 3);
  });
});

describe('screen readers', () => {
  let timers;
  let said;
  let speak;
  let state;

  const own = (text) => {
    state = { ...state, announcement: { serial: state.announcement.serial + 1, text } };
    speak(state);
  };
  const other = (name, total) => {
    state = { ...state, others: { serial: state.others.serial + 1, entries: [{ name, total }] } };
    speak(state);
  };

  beforeEach(() => {
    timers = new FakeTimers();
    said = [];
    speak = makeSpeaker(timers, (text, isOwn) => said.push([text, isOwn]));
    state = initialState('');
  });

  test('are informed of own rolls at once', () => {
    own('d6: 3.');

    assert.deepEqual(said, [['d6: 3.', true]]);
  });

  test('are informed of the others in one phrase', () => {
    for (const name of ['Ana', 'Bo', 'Cy', 'Di', 'Eli']) other(name, '7');
    assert.deepEqual(said, []);
    timers.advance(GATHER_MS);

    assert.deepEqual(said, [['Ana 7, Bo 7, and 3 more.', false]]);
  });

  test('have a pause between two phrases', () => {
    other('Ana', '1');
    timers.advance(GATHER_MS);
    other('Bo', '2');
    timers.advance(PAUSE_MS - 1);
    assert.equal(said.length, 1);
    timers.advance(1);

    assert.deepEqual(said.at(-1), ['Bo 2.', false]);
  });

  test('have a pause after their own roll too', () => {
    other('Ana', '1');
    timers.advance(GATHER_MS - 1);
    own('d6: 3.');
    timers.advance(PAUSE_MS - 1);
    assert.deepEqual(said, [['d6: 3.', true]]);
    timers.advance(1);

    assert.deepEqual(said.at(-1), ['Ana 1.', false]);
  });

  test('are not informed of rolls that they no longer want', () => {
    other('Ana', '1');
    state = { ...state, settings: { ...state.settings, spoken: 'mine' } };
    speak(state);
    timers.advance(10_000);
    assert.deepEqual(said, []);

    state = { ...state, settings: { ...state.settings, spoken: 'all' } };
    other('Bo', '2');
    timers.advance(GATHER_MS);
    assert.deepEqual(said, [['Bo 2.', false]]);
  });

  test('are informed of no more than the player wants', () => {
    state = { ...state, settings: { ...state.settings, spoken: 'mine' } };
    own('a');
    other('Ana', '1');
    state = { ...state, settings: { ...state.settings, spoken: 'off' } };
    own('b');
    timers.advance(10_000);

    assert.deepEqual(said, [['a', true]]);
  });
});
