// @ts-check
/** The sound of one die that hits the table, by what both are made of; synthesised. */

/**
 * @typedef {object} Material of dice
 * @property {number} pitch of its click, in Hz
 * @property {number} clarity the quality factor of its click: how much of a tone it is
 * @property {number} ringSeconds how long it rings; 0 for not at all
 */
/**
 * @typedef {object} Surface of the table
 * @property {number} thump pitch of its sound, in Hz
 * @property {number} loudness of its sound, 1 for as loud as the die's
 * @property {number} brightest the highest frequency that it does not swallow, in Hz
 */

/** @type {Material} */
const RESIN = { pitch: 1700, clarity: 1, ringSeconds: 0 };
/** @type {ReadonlyMap<unknown, Material>} by theme */
const MATERIALS = new Map([
  ['ivory', { ...RESIN, pitch: 1350 }],
  ['obsidian', { pitch: 2700, clarity: 4, ringSeconds: 0 }],
  ['brass', { pitch: 2200, clarity: 7, ringSeconds: .16 }],
  ['glass', { pitch: 3500, clarity: 6, ringSeconds: .05 }],
  ['bone-and-ink', { ...RESIN, pitch: 1150 }],
]);

/** @type {Surface} */
const FELT = { thump: 150, loudness: .7, brightest: 3200 };
/** @type {ReadonlyMap<unknown, Surface>} by felt */
const SURFACES = new Map([
  ['wood', { thump: 230, loudness: 1.6, brightest: 9000 }],
  ['slate', { thump: 520, loudness: .8, brightest: 15000 }],
]);

const HIT_SECONDS = .05;
/** The partials of a struck bar, and how loud each is: it is what makes metal sound like metal. */
const PARTIALS = [[1, .1], [2.756, .06], [5.404, .03]];

/** Returns the material of a theme. @param {string | undefined} theme an unknown one is of resin */
export const materialOf = (theme) => MATERIALS.get(theme) ?? RESIN;

/** Returns the surface. @param {string | undefined} felt an unknown one is felt */
export const surfaceOf = (felt) => SURFACES.get(felt) ?? FELT;

/** A short burst of noise that dies away. @param {AudioContext} audio */
const burst = (audio) => {
  const length = Math.floor(audio.sampleRate * HIT_SECONDS);
  const buffer = audio.createBuffer(1, length, audio.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < length; i += 1) {
    samples[i] = (Math.random() * 2 - 1) * Math.exp((-i / length) * 7);
  }
  const source = audio.createBufferSource();
  source.buffer = buffer;
  return source;
};

/** @param {AudioContext} audio @param {BiquadFilterType} type @param {number} pitch @param {number} quality */
const filter = (audio, type, pitch, quality = 1) => {
  const made = audio.createBiquadFilter();
  made.type = type;
  made.frequency.value = pitch;
  made.Q.value = quality;
  return made;
};

/** @param {AudioContext} audio @param {number} loudness */
const gain = (audio, loudness) => {
  const made = audio.createGain();
  made.gain.value = loudness;
  return made;
};

/** @param {AudioContext} audio @param {AudioNode} to @param {number} pitch @param {number} at @param {number} seconds */
const ring = (audio, to, pitch, at, seconds) => {
  for (const [partial, loudness] of PARTIALS) {
    const tone = audio.createOscillator();
    const fading = gain(audio, 0);
    tone.frequency.value = pitch * partial;
    fading.gain.setValueAtTime(loudness, at);
    fading.gain.exponentialRampToValueAtTime(.0001, at + seconds);
    tone.connect(fading).connect(to);
    tone.start(at);
    tone.stop(at + seconds);
  }
};

/**
 * Plays a hit.
 *
 * @param {AudioContext} audio
 * @param {{ material: Material, surface: Surface }} of
 * @param {{ at: number, loudness: number }} hit `at`: in the time of the context
 */
export const playHit = (audio, { material, surface }, { at, loudness }) => {
  const { pitch, clarity, ringSeconds } = material;
  const out = gain(audio, loudness);
  const damped = filter(audio, 'lowpass', surface.brightest);
  damped.connect(out).connect(audio.destination);
  const source = burst(audio);
  // A narrow band of noise has less power.
  source.connect(filter(audio, 'bandpass', pitch * (.85 + .5 * Math.random()), clarity))
    .connect(gain(audio, Math.sqrt(clarity))).connect(damped);
  source.connect(filter(audio, 'lowpass', surface.thump)).connect(gain(audio, surface.loudness)).connect(damped);
  source.start(at);
  if (ringSeconds > 0) ring(audio, damped, pitch, at, ringSeconds);
};
