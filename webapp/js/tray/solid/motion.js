// @ts-check
/** The motion of dice: they fall, bounce, and are steered onto a face towards the end of the throw. */

import { GAP, collide, collideWithFelt, collideWithWalls } from './collisions.js';
import { add, compose, cross, lengthOf, scale, smooth, rotationBetween, rotated, unitQuaternion } from './vector.js';

/** @typedef {import('./vector.js').Vec} Vec */
/** @typedef {import('./vector.js').Quaternion} Quaternion */

/**
 * @typedef {object} Body a die in motion; lengths in tray units, times in seconds, mass 1
 * @property {import('./solids.js').Solid} solid
 * @property {Vec} place of its middle; z is up
 * @property {Quaternion} turn
 * @property {Vec} speed
 * @property {Vec} spin
 * @property {number} inertia
 * @property {boolean} inside whether it is over the felt; until then, the near wall is open
 */

/**
 * @typedef {object} Tray
 * @property {number} width half of it
 * @property {number} depth half of it
 */

const GRAVITY = 55;
/** When the steering starts, and for how long it grows. */
const STEER_AFTER_S = .42;
const STEER_FOR_S = .6;
/** The minimum speed of dice that enter late. */
const MIN_ENTRY_SPEED = 14;

const DOWN = /** @type {Vec} */ ([0, 0, -1]);

/** Finds the lowest face. @param {Body} body @returns {Vec} its normal, rotated */
export const lowestNormal = ({ solid, turn }) => {
  let lowest = DOWN;
  let height = 2;
  for (const { normal } of solid.faces) {
    const there = rotated(turn, normal);
    if (there[2] < height) [lowest, height] = [there, there[2]];
  }
  return lowest;
};

/** Speeds up a die that is not over the felt yet. @param {Body} body @param {Tray} tray */
const speedUp = (body, { depth }) => {
  const [x, y, z] = body.speed;
  const way = body.solid.footprint + 2 * GAP - depth - body.place[1];
  body.speed = [x, Math.max(y, MIN_ENTRY_SPEED + way / STEER_FOR_S), z];
};

/** Steers a die flat onto its lowest face, and slows it. @param {Body} body @param {number} late from 0 to 1 @param {number} dt */
const steer = (body, late, dt) => {
  const slow = 1 - dt * (.2 + 8 * late);
  body.speed = [body.speed[0] * slow, body.speed[1] * slow, body.speed[2]];
  body.spin = scale(body.spin, 1 - dt * (.4 + 14 * late));
  if (late === 0 || body.place[2] > body.solid.radius * 1.05) return;
  const tilt = cross(lowestNormal(body), DOWN);
  body.spin = add(body.spin, scale(tilt, dt * late * 260));
};

/** @param {Body} body @param {number} dt */
const integrate = (body, dt) => {
  body.speed = [body.speed[0], body.speed[1], body.speed[2] - GRAVITY * dt];
  body.place = add(body.place, scale(body.speed, dt));
  const [x, y, z] = scale(body.spin, dt / 2);
  const change = compose([x, y, z, 0], body.turn);
  const { turn } = body;
  body.turn = unitQuaternion([
    turn[0] + change[0], turn[1] + change[1], turn[2] + change[2], turn[3] + change[3]]);
};

/**
 * Moves all dice by one step.
 *
 * @param {Body[]} bodies
 * @param {Tray} tray
 * @param {number} time since the throw, in seconds
 * @param {number} dt in seconds
 */
export const step = (bodies, tray, time, dt) => {
  const late = smooth((time - STEER_AFTER_S) / STEER_FOR_S);
  for (const body of bodies) {
    integrate(body, dt);
    if (late > 0 && !body.inside) speedUp(body, tray);
    else steer(body, late, dt);
    collideWithFelt(body);
    collideWithWalls(body, tray);
  }
  for (let i = 1; i < bodies.length; i++) {
    for (let j = 0; j < i; j++) collide(bodies[i], bodies[j]);
  }
};

/** Whether a die is at rest on a face. @param {Body} body */
export const isStill = (body) => lengthOf(body.speed) < .25 && lengthOf(body.spin) < .3
  && body.place[2] < body.solid.rest * 1.02 && lowestNormal(body)[2] < -.9995;

/** The rotation of a die laid flat onto its lowest face. @param {Body} body */
export const laidFlat = (body) => compose(rotationBetween(lowestNormal(body), DOWN), body.turn);
