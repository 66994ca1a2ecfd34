// @ts-check
/** The clatter of dice, synthesised: no file is loaded for it. */

import { materialOf, playHit, surfaceOf } from './dice-hit.js';

/** @typedef {{ theme?: string, felt?: string, volume: true | 'quiet' | 'loud' }} Throw `theme` of the dice, `felt` that they roll on */

/** Hits of a throw on the table. */
const HITS = 7;
const THROW_SECONDS = 0.7;
const LOUDNESS = Object.freeze({ quiet: 0.09, true: 0.25, loud: 0.6 });

/** A sound that would be later than this is not played: its dice are at rest. */
const LATE_MS = 400;

/** Events after which the browser permits sound. */
const GESTURES = Object.freeze(['pointerup', 'keydown']);

/**
 * Plays a throw: pauses get shorter, hits softer.
 *
 * @param {AudioContext} audio
 * @param {Throw} thrown
 */
const playThrow = (audio, { theme, felt, volume }) => {
  const of = { material: materialOf(theme), surface: surfaceOf(felt) };
  for (let hit = 0; hit < HITS; hit += 1) {
    const at = audio.currentTime + THROW_SECONDS * (1 - (1 - hit / HITS) ** 2);
    playHit(audio, of, { at, loudness: LOUDNESS[`${volume}`] * (1 - hit / HITS) });
  }
};

/**
 * Makes the sounds. Browsers block sound until the player has done something on the page, and after a
 * phone has interrupted it.
 *
 * @param {object} window
 * @param {typeof AudioContext} [window.AudioContext]
 * @param {(type: string, listener: () => void) => void} [window.addEventListener]
 * @param {() => number} [nowMs]
 */
export const makeSounds = (window, nowMs = () => performance.now()) => {
  /** @type {AudioContext | null} */
  let audio = null;

  /** @param {AudioContext} sleeping @returns {Promise<boolean>} whether it is awake now */
  const wake = (sleeping) => sleeping.resume().then(() => true, () => false);

  for (const gesture of GESTURES) {
    window.addEventListener?.(gesture, () => {
      if (audio !== null && audio.state !== 'running') wake(audio);
    });
  }

  /** Plays a throw. @param {Throw} thrown @returns {Promise<void>} when it has begun, or is too late */
  const clatter = async (thrown) => {
    if (window.AudioContext === undefined) return;
    audio ??= new window.AudioContext();
    const thrownMs = nowMs();
    const isAwake = audio.state === 'running' || await wake(audio);
    if (isAwake && nowMs() - thrownMs <= LATE_MS) playThrow(audio, thrown);
  };

  return { clatter };
};
