// @ts-check
/** Collisions of dice: with the felt, by their corners; with walls and each other, as spheres. */

import { add, cross, dot, minus, scale, rotated } from './vector.js';

/** @typedef {import('./vector.js').Vec} Vec */
/** @typedef {import('./motion.js').Body} Body */
/** @typedef {import('./motion.js').Tray} Tray */

const BOUNCE = .36;
const GRIP = .38;
const WALL_BOUNCE = .45;
/** Slower impacts do not bounce. */
const SOFT_HIT = 1.2;
/** The gap between dice that lie side by side. */
export const GAP = .07;

/** Adds an impulse at a point of the body. @param {Body} body @param {Vec} at @param {Vec} impulse */
const push = (body, at, impulse) => {
  body.speed = add(body.speed, impulse);
  body.spin = add(body.spin, scale(cross(at, impulse), 1 / body.inertia));
};

/** A corner meets the felt: it bounces, and grips. @param {Body} body @param {Vec} at */
const hitFelt = (body, at) => {
  const before = add(body.speed, cross(body.spin, at));
  if (before[2] >= 0) return;
  const lever = at[0] * at[0] + at[1] * at[1];
  const bounce = before[2] < -SOFT_HIT ? BOUNCE : 0;
  const lift = -(1 + bounce) * before[2] / (1 + lever / body.inertia);
  push(body, at, [0, 0, lift]);
  const [x, y] = add(body.speed, cross(body.spin, at));
  const slip = Math.sqrt(x * x + y * y);
  if (slip < 1e-4) return;
  const along = /** @type {Vec} */ ([-x / slip, -y / slip, 0]);
  const arm = cross(at, along);
  const most = slip / (1 + dot(arm, arm) / body.inertia);
  push(body, at, scale(along, Math.min(GRIP * lift, most)));
};

/** Lets a die bounce off the felt with its corners. @param {Body} body */
export const collideWithFelt = (body) => {
  const { place, turn: [x, y, z, w], solid } = body;
  if (place[2] > solid.radius) return;
  // The last row of the rotation matrix gives a corner's height, which is enough for most corners.
  const [a, b, c] = [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)];
  let deepest = 0;
  for (const corner of solid.corners) {
    const depth = -(place[2] + a * corner[0] + b * corner[1] + c * corner[2]);
    if (depth <= 0) continue;
    deepest = Math.max(deepest, depth);
    hitFelt(body, rotated(body.turn, corner));
  }
  if (deepest > 0) body.place = [place[0], place[1], place[2] + deepest];
};

/** Keeps a die off a wall. @param {Body} body @param {0|1} axis @param {1|-1} side @param {number} wall */
const collideWithWall = (body, axis, side, wall) => {
  const over = side * body.place[axis] - wall;
  if (over <= 0) return;
  const away = /** @type {Vec} */ (axis === 0 ? [side, 0, 0] : [0, side, 0]);
  body.place = minus(body.place, scale(away, over));
  const into = dot(body.speed, away);
  if (into > 0) body.speed = minus(body.speed, scale(away, (1 + WALL_BOUNCE) * into));
};

/** Keeps a die in the tray. @param {Body} body @param {Tray} tray */
export const collideWithWalls = (body, { width, depth }) => {
  const reach = body.solid.footprint + GAP;
  body.inside ||= body.place[1] > reach - depth;
  collideWithWall(body, 0, 1, width - reach);
  collideWithWall(body, 0, -1, width - reach);
  collideWithWall(body, 1, 1, depth - reach);
  if (body.inside) collideWithWall(body, 1, -1, depth - reach);
};

/** Keeps two dice apart, sideways rather than one on top of the other. @param {Body} a @param {Body} b */
export const collide = (a, b) => {
  const room = a.solid.footprint + b.solid.footprint + GAP;
  const [x, y, z] = minus(b.place, a.place);
  if (x > room || -x > room || y > room || -y > room || z > room || -z > room) return;
  const distance = Math.sqrt(x * x + y * y + z * z);
  if (distance >= room || distance === 0) return;
  const apart = /** @type {Vec} */ ([x / distance, y / distance, .3 * z / distance]);
  const shift = scale(apart, (room - distance) / 2);
  a.place = minus(a.place, shift);
  b.place = add(b.place, shift);
  const closing = dot(minus(b.speed, a.speed), apart);
  if (closing >= 0) return;
  const impulse = scale(apart, closing * .7);
  a.speed = add(a.speed, impulse);
  b.speed = minus(b.speed, impulse);
};
