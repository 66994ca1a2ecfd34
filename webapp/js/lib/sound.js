// @ts-check
/** The clatter of dice, made on the spot: no file is fetched for it. */

/** How many times a throw hits the table. */
const HITS = 7;
const HIT_SECONDS = 0.05;
const THROW_SECONDS = 0.7;
const LOUDNESS = 0.25;

/** A sound that may be made only later than this is not made: its dice lie. */
const LATE_MS = 400;

/** What the browser takes for a wish of the player to hear something. */
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

/** Plays a throw: ever shorter pauses, ever softer hits. @param {AudioContext} audio */
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
 * Makes the sounds. The browser lets a page sound after the player has done something on it; until
 * then, and after a phone has interrupted it, it keeps the sounds back.
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

  /** Sounds like a throw. @returns {Promise<void>} when it has begun, or may not begin any more */
  const clatter = async () => {
    if (window.AudioContext === undefined) return;
    audio ??= new window.AudioContext();
    const thrownMs = nowMs();
    const isAwake = audio.state === 'running' || await wake(audio);
    if (isAwake && nowMs() - thrownMs <= LATE_MS) playThrow(audio);
  };

  return { clatter };
};
