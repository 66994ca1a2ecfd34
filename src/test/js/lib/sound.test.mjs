import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { makeSounds } from '../../../../webapp/js/lib/sound.js';

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

  test('do nothing in a browser without audio', async () => {
    await assert.doesNotReject(makeSounds({}).clatter);
  });

  test('are played, hit by hit, once the browser permits them', async () => {
    const { clatter } = makeSounds(window, () => nowMs);
    const begun = clatter();
    assert.deepEqual(hits, []);
    allowed();
    await begun;
    assert.ok(hits.length > 3);
    assert.deepEqual([...hits].sort((a, b) => a - b), hits);
  });

  test('are not played late, when the dice are at rest', async () => {
    const { clatter } = makeSounds(window, () => nowMs);
    const throws = [clatter(), clatter()];
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
    clatter();
    gestures.get('keydown')();
    gestures.get('pointerup')();
    assert.equal(asked, 3);
    allowed();
    gestures.get('pointerup')();
    assert.equal(asked, 3);
  });
});
