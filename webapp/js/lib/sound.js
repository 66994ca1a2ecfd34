// @ts-check
/** The clatter of dice, synthesised: no file is loaded for it. */

/** Hits of a throw on the table. */
const HITS = 7;
const HIT_SECONDS = 0.05;
const THROW_SECONDS = 0.7;
const LOUDNESS = 0.25;

/** A sound that would be later than this is not played: its dice are at rest. */
const LATE_MS = 400;

/** Events after which the browser permits sound. */
const GESTURES = Object.freeze(['pointerup', 'keydown']);

/** A short burst of noise that dies away. @param {AudioContext} audio @param {number} pitch */
const burst = (audio, pitch) => {
  const length = Math.floor(audio.sampleRate * HIT_SECONDS);
  const buffer = audio.createBuffer(1, length, audio.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < length; i += 1) {
    samples[i] = (Math.random() * 2 - 1) * Math.exp((-i / length) * 7);
  }
  const source = audio.createBufferSource();
  source.buffer = buffer;
  const filter = audio.createBiquadFilter();
  filter.type = 'bandpass';
  filter.frequency.value = pitch;
  source.connect(filter);
  return { source, filter };
};

/** Plays a throw: pauses get shorter, hits softer. @param {AudioContext} audio */
const playThrow = (audio) => {
  const { currentTime, destination } = audio;
  for (let hit = 0; hit < HITS; hit += 1) {
    const gain = audio.createGain();
    gain.gain.value = LOUDNESS * (1 - hit / HITS);
    const { source, filter } = burst(audio, 1400 + 900 * Math.random());
    filter.connect(gain).connect(destination);
    source.start(currentTime + THROW_SECONDS * (1 - (1 - hit / HITS) ** 2));
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

  /** Plays a throw. @returns {Promise<void>} when it has begun, or is too late */
  const clatter = async () => {
    if (window.AudioContext === undefined) return;
    audio ??= new window.AudioContext();
    const thrownMs = nowMs();
    const isAwake = audio.state === 'running' || await wake(audio);
    if (isAwake && nowMs() - thrownMs <= LATE_MS) playThrow(audio);
  };

  return { clatter };
};
