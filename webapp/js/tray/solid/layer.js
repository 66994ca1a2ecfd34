// @ts-check
/** Dice in 3D. */

import { innerBox } from '../layer.js';
import { partsOf } from '../dice.js';
import { makeCanvas } from './canvas.js';
import { run } from './clock.js';
import { watchFrameBudget } from './frame-budget.js';
import { FRAME_MS, planThrow } from './plan.js';
import { posesAt, shaken } from './pose.js';
import { makeScene } from './scene.js';
import { makePlacedDice } from './placed-dice.js';
import { inHand, trayFor } from './trays.js';

/** @typedef {import('../layer.js').ShowRequest} ShowRequest */
/** @typedef {import('../layer.js').Layer} Layer */
/** @typedef {import('./plan.js').Plan} Plan */

/** A tray at least this much wider than high is wide. */
const WIDE = 1.3;
const FADE_MS = 120;
const LATE_MS = 50;

/**
 * Mounts the 3D layer. Throws when there is no WebGL.
 *
 * @param {HTMLElement} host
 * @param {object} on
 * @param {() => void} on.lost the context is gone
 * @param {() => void} on.back it came back
 * @param {() => void} on.slow two throws in succession were slow
 * @returns {Layer}
 */
export const mountSolid = (host, on) => {
  const { canvas, leave } = makeCanvas({ lost: () => lose(), back: on.back });
  const scene = makeScene(canvas);
  host.append(canvas);
  const placed = makePlacedDice(scene, canvas);
  const frameBudget = watchFrameBudget();
  /** @type {import('./clock.js').Run | null} */
  let running = null;
  /** @type {ShowRequest | null} */
  let current = null;
  /** @type {Plan | null} */
  let plan = null;
  /** @type {import('./motion.js').Tray} */
  let tray = trayFor([6], 'narrow');

  /** @returns {import('./trays.js').Proportions} */
  const proportions = () => (host.clientWidth > host.clientHeight * WIDE ? 'wide' : 'narrow');

  const frame = () => scene.frame(
    tray, { width: host.clientWidth, height: host.clientHeight }, innerBox(host));

  const stop = () => {
    running?.stop();
    running = null;
  };

  const rest = () => {
    if (plan !== null) {
      placed.move(plan.frames[plan.frames.length - 1]);
      placed.mark();
    }
    scene.draw();
  };

  /** @param {Plan} thrown */
  const play = async (thrown) => {
    placed.move(thrown.frames[0]);
    scene.draw();
    frameBudget.start(performance.now());
    const throwMs = (thrown.frames.length - 1) * FRAME_MS;
    const own = run((elapsedMs, nowMs) => {
      frameBudget.frame(nowMs);
      if (elapsedMs >= throwMs) return false;
      placed.move(posesAt(thrown, elapsedMs));
      scene.draw();
      return true;
    });
    running = own;
    // Dice land in time even where frames are rare.
    const latest = setTimeout(own.stop, throwMs + LATE_MS);
    await own.done;
    clearTimeout(latest);
    if (plan !== thrown) return;
    running = null;
    rest();
    if (frameBudget.end()) on.slow();
  };

  /** @param {ShowRequest} next */
  const prepare = (next) => {
    current = next;
    const { dice, colour, seed } = next;
    plan = planThrow(seed, dice.flatMap(partsOf), proportions());
    tray = plan.tray;
    placed.put(dice, colour, false);
    frame();
    return plan;
  };

  /** @type {Layer['show']} */
  const show = async (next) => {
    stop();
    const thrown = prepare(next);
    if (next.motion === 'throw') {
      await play(thrown);
      return;
    }
    rest();
    if (next.motion === 'fade') canvas.animate({ opacity: [0, 1] }, FADE_MS);
  };

  /** @type {Layer['hold']} */
  const hold = (shapes, colour, moving) => {
    stop();
    [current, plan] = [null, null];
    const dice = shapes.map(({ sides }) => ({ sides, value: 1, kept: true }));
    const solids = dice.flatMap(partsOf).map(({ sides }) => sides);
    tray = trayFor(solids, proportions());
    placed.put(dice, colour, true);
    frame();
    /** @param {number} elapsedMs */
    const shake = (elapsedMs) => {
      placed.move(solids.map((_, i) =>
        shaken(inHand(solids.length, i, tray), i, elapsedMs / 1000)));
      scene.draw();
      return true;
    };
    shake(0);
    if (moving) running = run(shake);
  };

  const clear = () => {
    stop();
    [current, plan] = [null, null];
    placed.clear();
    scene.draw();
  };

  const fit = () => {
    const turnedRound = current !== null && running === null
      && trayFor(current.dice.flatMap(partsOf).map(({ sides }) => sides), proportions()).width !== tray.width;
    if (current !== null && turnedRound) prepare(current);
    else frame();
    if (running === null) rest();
  };

  const lose = () => {
    stop();
    on.lost();
  };

  // Shaders and the picture of the numbers are made now, not in the first throw.
  placed.put([{ sides: 20, value: 20, kept: true }], '#ffffff', false);
  frame();
  scene.draw();
  clear();

  const dispose = () => {
    leave();
    stop();
    placed.dispose();
    scene.dispose();
  };

  return { show, hold, skip: stop, clear, fit, read: placed.read, dispose };
};
