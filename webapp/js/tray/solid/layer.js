// @ts-check
/** Dice in 3D. */

import { partsOf } from '../dice.js';
import { makeCanvas } from './canvas.js';
import { run } from './clock.js';
import { planThrow } from './plan.js';
import { Playback } from './playback.js';
import { shaken } from './pose.js';
import { TrayScene } from './tray-scene.js';
import { inHand, trayFor } from './trays.js';

/** @typedef {import('../layer.js').Layer} Layer */
/** @typedef {import('../layer.js').ShowRequest} ShowRequest */
/** @typedef {import('./plan.js').Plan} Plan */
/**
 * @typedef {object} Listeners
 * @property {() => void} lost the context was lost
 * @property {() => void} restored
 * @property {() => void} slow two throws in succession were slow
 */

const FADE_MS = 120;

/** @param {ShowRequest} request */
const sidesIn = ({ dice }) => dice.flatMap(partsOf).map(({ sides }) => sides);

/** @implements {Layer} */
class SolidLayer {
  #on;
  #canvas;
  #scene;
  #playback = new Playback();
  /** @type {import('./clock.js').Run | null} */
  #running = null;
  /** @type {ShowRequest | null} */
  #current = null;
  /** @type {Plan | null} */
  #plan = null;

  /** @param {HTMLElement} host @param {Listeners} on */
  constructor(host, on) {
    this.#on = on;
    this.#canvas = makeCanvas({ lost: () => this.#onLost(), restored: on.restored });
    this.#scene = new TrayScene(host, this.#canvas.canvas);
    this.#warmUp();
  }

  /** @type {Layer['show']} */
  async show(request) {
    this.skip();
    const plan = this.#prepare(request);
    if (request.motion === 'throw') {
      await this.#play(plan);
      return;
    }
    this.#rest();
    if (request.motion === 'fade') this.#canvas.canvas.animate({ opacity: [0, 1] }, FADE_MS);
  }

  /** @type {Layer['hold']} */
  hold(shapes, look, moving) {
    this.skip();
    [this.#current, this.#plan] = [null, null];
    const dice = shapes.map(({ sides }) => ({ sides, value: 1, kept: true }));
    const solids = dice.flatMap(partsOf).map(({ sides }) => sides);
    const tray = trayFor(solids, this.#scene.proportions());
    this.#scene.put(tray, dice, look, true);
    /** @param {number} elapsedMs */
    const shake = (elapsedMs) => {
      this.#scene.move(solids.map((_, i) =>
        shaken(inHand(solids.length, i, tray), i, elapsedMs / 1000)));
      return true;
    };
    shake(0);
    if (moving) this.#running = run(shake);
  }

  skip() {
    this.#running?.stop();
    this.#running = null;
  }

  clear() {
    this.skip();
    [this.#current, this.#plan] = [null, null];
    this.#scene.clear();
  }

  fit() {
    const current = this.#running === null ? this.#current : null;
    const isTurned = current !== null
      && trayFor(sidesIn(current), this.#scene.proportions()).width !== this.#scene.tray.width;
    if (current !== null && isTurned) this.#prepare(current);
    else this.#scene.frame();
    if (this.#running === null) this.#rest();
  }

  read() {
    return this.#scene.read();
  }

  dispose() {
    this.#canvas.dispose();
    this.skip();
    this.#scene.dispose();
  }

  /** Compiles shaders and draws the atlas now, not in the first throw. */
  #warmUp() {
    this.#scene.put(this.#scene.tray, [{ sides: 20, value: 20, kept: true }], { colour: '#ffffff' }, false);
    this.#scene.draw();
    this.clear();
  }

  /** @param {ShowRequest} request */
  #prepare(request) {
    this.#current = request;
    const { dice, look, seed } = request;
    const plan = planThrow(seed, dice.flatMap(partsOf), this.#scene.proportions());
    this.#plan = plan;
    this.#scene.put(plan.tray, dice, look, false);
    return plan;
  }

  #rest() {
    if (this.#plan === null) this.#scene.draw();
    else this.#scene.rest(this.#plan.frames[this.#plan.frames.length - 1]);
  }

  /** @param {Plan} plan */
  async #play(plan) {
    const own = this.#playback.start(plan, (poses) => this.#scene.move(poses));
    this.#running = own;
    await own.done;
    if (this.#plan !== plan) return;
    this.#running = null;
    this.#rest();
    if (this.#playback.end()) this.#on.slow();
  }

  #onLost() {
    this.skip();
    this.#on.lost();
  }
}

/**
 * Mounts the 3D layer.
 *
 * @param {HTMLElement} host
 * @param {Listeners} on
 * @returns {Layer}
 * @throws {Error} without WebGL
 */
export const mountSolid = (host, on) => new SolidLayer(host, on);
