// @ts-check
/** How flat dice move. */

const MIN_THROW_MS = 520;
const MAX_THROW_MS = 900;

/** @param {() => number} random @returns {[Keyframe[], KeyframeAnimationOptions]} */
export const tumble = (random) => {
  const [x, y] = [(random() - .5) * 160, 160 + random() * 120];
  const turns = (random() < .5 ? -1 : 1) * (300 + random() * 300);
  const duration = MIN_THROW_MS + random() * (MAX_THROW_MS - MIN_THROW_MS);
  return [[
    { transform: `translate(${x}px, ${y}px) rotate(${turns}deg) scale(1.25)`, opacity: 0 },
    { opacity: 1, offset: .25 },
    { transform: `translate(${-x * .06}px, -10px) rotate(${-turns * .04}deg)`, offset: .7 },
    { transform: 'none', opacity: 1 },
  ], { duration, easing: 'cubic-bezier(.2, .7, .3, 1)', fill: 'backwards' }];
};

export const SHAKE = Object.freeze([0, 1, -1, .6, -.8, 0].map((k) => ({
  transform: `translate(${4 * k}px, ${-3 * Math.abs(k)}px) rotate(${7 * k}deg)`,
})));
