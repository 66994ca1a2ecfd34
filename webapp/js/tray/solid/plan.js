// @ts-check
/** Plans a throw: the pose of each die in each frame, ending at rest on its value. */

import { seeded } from '../seeded.js';
import { isStill, laidFlat, step } from './motion.js';
import { startRotationFor, spread, turnUpright } from './settle.js';
import { solidOf } from './solids.js';
import { FEW, HAND_ROW, inHand, trayFor } from './trays.js';
import { IDENTITY, compose, smooth, nlerp, unitQuaternion } from './vector.js';

/** @typedef {import('./vector.js').Vec} Vec */
/** @typedef {import('./vector.js').Quaternion} Quaternion */
/** @typedef {import('./motion.js').Body} Body */
/** @typedef {import('./motion.js').Tray} Tray */
/** @typedef {import('./trays.js').Proportions} Proportions */
/** @typedef {{ sides: number, value: number }} Wanted the value by faces: 10 for a d10's 0 */
/** @typedef {{ place: Vec, turn: Quaternion }} Pose */

/**
 * @typedef {object} Plan
 * @property {Tray} tray
 * @property {Pose[][]} frames per frame, per die; the last is at rest
 */

export const FRAME_MS = 1000 / 60;
const STEPS_PER_FRAME = 2;
const MAX_FRAMES = 76;
/** Over these last frames, dice move the rest of the way to their final pose. */
const CALM_FRAMES = 10;
/** Distance of a die at a speed of 1, and the part of its speed after the far wall; measured. */
const WAY_AT_SPEED_1 = .53;
const BACK = .5;

/** @param {() => number} random @returns {Quaternion} */
const anyTurn = (random) =>
  unitQuaternion([random() - .5, random() - .5, random() - .5, random() - .5 || .5]);

/**
 * The speed that brings a die near a random spot: by way of the far wall, or straight for the dice of
 * later rows.
 *
 * @param {Vec} place
 * @param {Tray} tray
 * @param {number} count of dice
 * @param {() => number} random
 * @returns {Vec}
 */
const aimed = ([x, y], { width, depth }, count, random) => {
  // The more dice, the more of them are stopped by others at the far wall.
  const near = .25 - .12 * Math.min(count, HAND_ROW);
  const [toX, toY] = [(random() * 1.5 - .75) * width, (near + random() - .5) * depth];
  const isFirstRow = y > -depth;
  const way = isFirstRow ? depth - y + (depth - toY) / BACK : toY - y;
  return [(toX - x) / WAY_AT_SPEED_1, way / WAY_AT_SPEED_1, 1 + 3 * random()];
};

/** @param {Tray} tray @param {number} count @param {() => number} random */
const thrown = (tray, count, random) => (/** @type {number} */ sides, /** @type {number} */ i) => {
  const solid = solidOf(sides);
  const place = inHand(count, i, tray);
  const speed = aimed(place, tray, count, random);
  /** @type {Vec} */
  const spin = [-speed[1] * .8 + (random() - .5) * 12, speed[0] * .8 + (random() - .5) * 12, (random() - .5) * 14];
  /** @type {Body} */
  const body = {
    solid, place, speed, spin, turn: anyTurn(random), inertia: .3 * solid.radius ** 2, inside: false,
  };
  return body;
};

/** @param {Body} body @returns {Pose} */
const poseOf = ({ place, turn }) => ({ place, turn });

/** Simulates a free throw. @param {Body[]} bodies @param {Tray} tray @returns {Pose[][]} */
const simulate = (bodies, tray) => {
  const frames = [bodies.map(poseOf)];
  const dt = FRAME_MS / 1000 / STEPS_PER_FRAME;
  while (frames.length < MAX_FRAMES) {
    const time = (frames.length - 1) * FRAME_MS / 1000;
    for (let i = 0; i < STEPS_PER_FRAME; i++) step(bodies, tray, time + i * dt, dt);
    frames.push(bodies.map(poseOf));
    if (bodies.every(isStill)) break;
  }
  return frames;
};

/** @param {Body[]} bodies @param {Tray} tray @returns {Pose[]} */
const restOf = (bodies, tray) => {
  const spots = bodies.map(({ place, solid }) =>
    ({ x: place[0], y: place[1], reach: solid.footprint }));
  spread(spots, tray);
  return bodies.map((body, i) =>
    ({ place: [spots[i].x, spots[i].y, body.solid.rest], turn: laidFlat(body) }));
};

/** How far the middle of few dice is moved towards that of the tray. */
const CENTRED = .85;

/** Returns the way that brings few dice near the middle of the tray, and none out of it. @param {Pose[]} rest @param {Body[]} bodies @param {Tray} tray @returns {Vec} */
const wayToMiddle = (rest, bodies, { width, depth }) => {
  if (rest.length > FEW) return [0, 0, 0];
  /** @param {0 | 1} axis @param {number} half */
  const way = (axis, half) => {
    const wanted = -CENTRED * rest.reduce((sum, { place }) => sum + place[axis], 0) / rest.length;
    const room = rest.map(({ place }, i) => [
      -half + bodies[i].solid.footprint - place[axis], half - bodies[i].solid.footprint - place[axis]]);
    return Math.min(Math.max(wanted, ...room.map(([least]) => least)), ...room.map(([, most]) => most));
  };
  return [way(0, width), way(1, depth), 0];
};

/** @param {Pose} from @param {Pose} to @param {number} part @returns {Pose} */
export const between = (from, to, part) => {
  /** @param {0|1|2} i */
  const mix = (i) => from.place[i] + (to.place[i] - from.place[i]) * part;
  return { place: [mix(0), mix(1), mix(2)], turn: nlerp(from.turn, to.turn, part) };
};

/**
 * Plans a throw. The same arguments give the same plan, to the last bit.
 *
 * @param {string} seed
 * @param {Wanted[]} wanted at least one
 * @param {Proportions} proportions
 * @returns {Plan}
 */
export const planThrow = (seed, wanted, proportions) => {
  const random = seeded(seed);
  const tray = trayFor(wanted.map(({ sides }) => sides), proportions);
  const bodies = wanted.map(({ sides }) => sides).map(thrown(tray, wanted.length, random));
  const free = simulate(bodies, tray);
  const rest = restOf(bodies, tray);
  const held = bodies.map(({ solid }, i) => startRotationFor(solid, rest[i].turn, wanted[i].value));
  const upright = bodies.map(({ solid }, i) =>
    turnUpright(solid, compose(rest[i].turn, held[i]), (random() - .5) * .36));
  const way = wayToMiddle(rest, bodies, tray);
  const last = free.length - 1;
  const frames = free.map((poses, frame) => poses.map((pose, i) => {
    const calm = smooth((frame - last + CALM_FRAMES) / CALM_FRAMES);
    const near = calm > 0 ? between(pose, rest[i], calm) : pose;
    const about = nlerp(IDENTITY, upright[i], smooth(frame / last));
    const done = smooth(frame / last);
    /** @type {Vec} */
    const place = [near.place[0] + way[0] * done, near.place[1] + way[1] * done, near.place[2]];
    return { place, turn: compose(about, compose(near.turn, held[i])) };
  }));
  return { tray, frames };
};
