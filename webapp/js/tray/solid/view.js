// @ts-check
/** What a camera above the tray sees. Pure. */

/** @typedef {import('./motion.js').Tray} Tray */
/** @typedef {import('./vector.js').Vec} Vec */

/** Steep enough that the top face is unmistakable. */
const ELEVATION = 85 * Math.PI / 180;
export const FIELD_DEGREES = 24;
const HALF_FIELD = Math.tan(FIELD_DEGREES / 2 * Math.PI / 180);
/** The most height of a lying die. */
const DICE_HEIGHT = 1.9;

/** The camera's place; it looks at the middle of the tray. @param {number} distance @returns {Vec} */
export const placeAt = (distance) => [0, -Math.cos(ELEVATION) * distance, Math.sin(ELEVATION) * distance];

/**
 * Returns where a place is in the picture.
 *
 * @param {Vec} place
 * @param {number} distance of the camera
 * @param {number} aspect width of the picture, 1 for its height
 * @returns {[number, number]} to the right and up, each from -1 to 1
 */
export const seenAt = ([x, y, z], distance, aspect) => {
  const [, cameraY, cameraZ] = placeAt(distance);
  const [toY, toZ] = [y - cameraY, z - cameraZ];
  const far = (toY * Math.cos(ELEVATION) - toZ * Math.sin(ELEVATION)) * HALF_FIELD;
  return [x / far / aspect, (toY * Math.sin(ELEVATION) + toZ * Math.cos(ELEVATION)) / far];
};

/**
 * Returns the least distance of a camera that has all of a tray in view, with dice on it.
 *
 * @param {Tray} tray
 * @param {number} aspect width of the picture, 1 for its height
 */
export const distanceFor = ({ width, depth }, aspect) => {
  const corners = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [0, DICE_HEIGHT].map((z) =>
    /** @type {Vec} */ ([x * width, y * depth, z]))));
  /** @param {number} distance */
  const isInView = (distance) => corners.every((corner) =>
    seenAt(corner, distance, aspect).every((part) => Math.abs(part) <= 1));
  let [near, far] = [depth, 40 * (depth + width)];
  for (let i = 0; i < 24; i++) {
    const distance = (near + far) / 2;
    if (isInView(distance)) far = distance;
    else near = distance;
  }
  return far;
};
