// @ts-check
/** Sounds, which are loaded when they are switched on. */

/** @typedef {import('../state/model.js').State} State */

/** Makes the sounds of the page. */
export const mountSounds = () => {
  /** @type {ReturnType<typeof import('../lib/sound.js').makeSounds> | null} */
  let sounds = null;
  let isWanted = false;

  return {
    /** Loads them early: browsers permit sound after a gesture, which has to be noticed. @param {State} state */
    update: ({ settings: { sound } }) => {
      if (!sound || isWanted) return;
      isWanted = true;
      import('../lib/sound.js').then(({ makeSounds }) => { sounds = makeSounds(globalThis); }, (error) => {
        console.warn('No sounds', error);
        isWanted = false;
      });
    },
    /** @param {State} state @param {string} [theme] of the dice */
    clatter: ({ settings: { sound, felt } }, theme) => { if (sound) sounds?.clatter({ theme, felt, volume: sound }); },
  };
};
