import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { makeSounds } from '../../../../webapp/js/lib/sound.js';

describe('sounds', () => {
  let window;
  let hits;
  let filters;
  let gains;
  let tones;
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
    createBufferSource = () => ({ connect: (next) => next, start: (at) => hits.push(at) });
    createBiquadFilter = () => {
      const made = { frequency: {}, Q: {}, connect: (next) => next };
      filters.push(made);
      return made;
    };
    createOscillator = () => {
      const made = { frequency: {}, connect: (next) => next, start: () => {}, stop: () => {} };
      tones.push(made);
      return made;
    };
    createGain = () => {
      const gain = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
      gains.push(gain);
      return { gain, connect: (next) => next };
    };
  }

  beforeEach(() => {
    [hits, filters, gains, tones] = [[], [], [], []];
    gestures = new Map();
    nowMs = 0;
    window = { AudioContext: QuietAudio, addEventListener: (type, run) => gestures.set(type, run) };
  });

  test('do nothing in a browser without audio', async () => {
    await assert.doesNotReject(makeSounds({}).clatter({ volume: true }));
  });

  test('are played, hit by hit, once the browser permits them', async () => {
    const { clatter } = makeSounds(window, () => nowMs);
    const begun = clatter({ volume: true });
    assert.deepEqual(hits, []);
    allowed();
    await begun;
    assert.ok(hits.length > 3);
    assert.deepEqual([...hits].sort((a, b) => a - b), hits);
  });

  /** The pitches of the clicks of a throw, the highest frequency of its surface, its loudness, whether it rings. */
  const heard = async (thrown) => {
    [hits, filters, gains, tones] = [[], [], [], []];
    const { clatter } = makeSounds(window, () => nowMs);
    const begun = clatter(thrown);
    allowed();
    await begun;
    const clicks = filters.filter(({ type }) => type === 'bandpass').map(({ frequency }) => frequency.value);
    return {
      pitch: clicks.reduce((sum, each) => sum + each, 0) / clicks.length,
      brightest: Math.max(...filters.filter(({ type }) => type === 'lowpass').map(({ frequency }) => frequency.value)),
      loudness: gains[0].value,
      rings: tones.length > 0,
    };
  };

  test('are those of what dice and table are made of', async () => {
    const bone = await heard({ volume: true, theme: 'bone-and-ink', felt: 'red' });
    const glass = await heard({ volume: true, theme: 'glass', felt: 'slate' });
    const brass = await heard({ volume: true, theme: 'brass', felt: 'wood' });

    assert.ok(glass.pitch > 2 * bone.pitch);
    assert.ok(bone.brightest < brass.brightest && brass.brightest < glass.brightest);
    assert.deepEqual([bone.rings, glass.rings, brass.rings], [false, true, true]);
    assert.deepEqual((await heard({ volume: true, theme: 'plaid', felt: 'lava' })).rings, false);
  });

  test('have three volumes', async () => {
    const [quiet, normal, loud] = [await heard({ volume: 'quiet' }), await heard({ volume: true }), await heard({ volume: 'loud' })];

    assert.ok(quiet.loudness < normal.loudness / 2 && normal.loudness < loud.loudness / 2);
  });

  test('are not played late, when the dice are at rest', async () => {
    const { clatter } = makeSounds(window, () => nowMs);
    const throws = [clatter({ volume: true }), clatter({ volume: true })];
    nowMs = 60_000;
    allowed();
    await Promise.all(throws);
    assert.deepEqual(hits, []);
  });

  test('ask the browser again at every gesture until it permits them', () => {
    let asked = 0;
    window.AudioContext = class extends QuietAudio {
      resume = () => { asked += 1; return Promise.reject(new Error('not yet')); };
    };
    const { clatter } = makeSounds(window, () => nowMs);
    gestures.get('keydown')();
    assert.equal(asked, 0);
    clatter({ volume: true });
    gestures.get('keydown')();
    gestures.get('pointerup')();
    assert.equal(asked, 3);
    allowed();
    gestures.get('pointerup')();
    assert.equal(asked, 3);
  });
});
