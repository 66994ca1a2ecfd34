// @ts-check
/** The scene of a tray with dice in it, framed for the element that shows it. */

import { innerBox } from '../layer.js';
import { makePlacedDice } from './placed-dice.js';
import { makeScene } from './scene.js';
import { trayFor } from './trays.js';

/** @typedef {import('./motion.js').Tray} Tray */
/** @typedef {import('./plan.js').Pose} Pose */

/** From this ratio of width to height on, a tray is wide. */
const WIDE = 1.3;

/** Draws on its canvas at each change but `put` and `frame`, which movements follow. */
export class TrayScene {
  #host;
  #scene;
  #dice;
  #badges = document.createElement('div');
  #tray = trayFor([6], 'narrow');

  /** @param {HTMLElement} host @param {HTMLCanvasElement} canvas */
  constructor(host, canvas) {
    this.#host = host;
    this.#scene = makeScene(canvas);
    host.append(canvas);
    this.#badges.className = 'tray-badges';
    this.#badges.setAttribute('aria-hidden', 'true');
    host.append(this.#badges);
    this.#dice = makePlacedDice(this.#scene, this.#badges);
  }

  /** @returns {Tray} */
  get tray() {
    return this.#tray;
  }

  /** @returns {import('./trays.js').Proportions} */
  proportions() {
    return this.#host.clientWidth > this.#host.clientHeight * WIDE ? 'wide' : 'narrow';
  }

  /** Replaces tray and dice. @param {Tray} tray @param {readonly import('../dice.js').Die[]} dice @param {import('../look.js').Look} look @param {boolean} blank */
  put(tray, dice, look, blank) {
    this.#tray = tray;
    this.#dice.put(dice, look, blank);
    this.frame();
  }

  /** Fits the picture to the element. */
  frame() {
    const { clientWidth: width, clientHeight: height } = this.#host;
    this.#scene.frame(this.#tray, { width, height }, innerBox(this.#host));
  }

  /** @param {readonly Pose[]} poses one for each solid */
  move(poses) {
    this.#dice.move(poses);
    this.draw();
  }

  /** Moves the dice to their final poses and marks them. @param {readonly Pose[]} poses */
  rest(poses) {
    this.#dice.move(poses);
    this.#dice.mark();
    this.draw();
  }

  draw() {
    this.#scene.draw();
  }

  clear() {
    this.#dice.clear();
    this.draw();
  }

  read() {
    return this.#dice.read();
  }

  dispose() {
    this.#dice.dispose();
    this.#badges.remove();
    this.#scene.dispose();
  }
}
