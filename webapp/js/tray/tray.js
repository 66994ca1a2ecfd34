// @ts-check
/** The tray: shows a roll in the tier that suits the device. It decides no values. */

import { mountFlat } from './flat.js';
import { loadSolid, loadText, whenIdle } from './load.js';
import { makeDisplay } from './display.js';
import { Reserve } from './reserve.js';
import { whyNotSolid } from './tier.js';

/** @typedef {import('./layer.js').Layer} Layer */
/** @typedef {import('./tier.js').Tier} Tier */
/** @typedef {import('./tier.js').Choice} Choice */
/** @typedef {import('./tier.js').Reason} Reason */
/** @typedef {import('./dice.js').Roll} Roll */

/**
 * @typedef {object} Options
 * @property {Choice} tier the initial choice
 * @property {() => boolean} reducedMotion
 * @property {(tier: Tier, reason: Reason) => void} onTier called with the tier and the reason for it
 */

/** Starts with flat dice; 3D dice are loaded when the page is idle, and used from the next roll on. */
class Tray {
  #host;
  #options;
  #display;
  /** @type {Tier} */
  #tier = 'flat';
  /** @type {Choice | null} */
  #choice = null;
  /** 3D dice that are not shown. */
  #reserve = new Reserve();

  /** @param {HTMLElement} host @param {Options} options */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
    host.classList.add('tray');
    host.dataset.tier = this.#tier;
    this.#display = makeDisplay(host, mountFlat(host, 'tray-board'));
    new ResizeObserver(() => this.#display.fit()).observe(host);
    document.addEventListener('visibilitychange', () => {
      // Nothing is drawn on a hidden page, so dice in motion would never come to rest.
      if (document.hidden) this.#display.skip();
    });
    this.choose(options.tier);
  }

  /** @param {Choice} next */
  choose(next) {
    if (next === this.#choice) return;
    this.#choice = next;
    if (next === 'flat') this.#changeToFlat('chosen');
    else if (next === 'text') this.#tryToChangeToText();
    else this.#chooseSolid(next);
  }

  /** @param {Roll} roll @returns {Promise<void>} resolves when the dice are at rest, or replaced */
  throwDice(roll) {
    this.#useReadyReserve();
    if (roll.dice.length === 0) {
      this.#display.clear();
      return Promise.resolve();
    }
    if (roll.atOnce || document.hidden) return this.#display.put(roll, 'none');
    return this.#display.put(roll, this.#options.reducedMotion() ? 'fade' : 'throw');
  }

  /** Shakes dice without values. @param {readonly import('./dice.js').Shape[]} shapes @param {import('./look.js').Look} look */
  hold(shapes, look) {
    this.#useReadyReserve();
    if (shapes.length > 0) this.#display.hold(shapes, look, !this.#options.reducedMotion());
    else this.#display.clear();
  }

  /** Brings dice in motion to rest. */
  skip() { this.#display.skip(); }

  clear() { this.#display.clear(); }

  /** @param {Tier} next @param {Layer} layer @param {Reason} reason @returns {Layer} the previous one */
  #change(next, layer, reason) {
    this.#tier = next;
    this.#host.dataset.tier = next;
    const previous = this.#display.change(layer);
    this.#options.onTier(next, reason);
    return previous;
  }

  /** @param {Reason} reason */
  #changeToFlat(reason) {
    this.#reserve.take()?.dispose();
    if (this.#tier === 'flat') this.#options.onTier('flat', reason);
    else this.#change('flat', mountFlat(this.#host, 'tray-board'), reason).dispose();
  }

  #tryToChangeToText() {
    loadText(this.#host).then((layer) => {
      if (this.#choice !== 'text') {
        layer.dispose();
      } else {
        this.#reserve.take()?.dispose();
        this.#change('text', layer, 'chosen').dispose();
      }
    }, (error) => this.#onMissing('No dice as text', error));
  }

  /** @param {string} what @param {unknown} error */
  #onMissing(what, error) {
    console.warn(what, error);
    this.#options.onTier(this.#tier, 'unavailable');
  }

  /** @param {Reason} reason */
  #useReserve(reason) {
    const solid = this.#reserve.take();
    if (solid !== null) this.#change('3d', solid, reason).dispose();
  }

  #useReadyReserve() {
    if (this.#reserve.isReady) this.#useReserve('ready');
  }

  #onLost() {
    // The canvas stays, since its context may be restored.
    const solid = this.#tier === '3d'
      ? this.#change('flat', mountFlat(this.#host, 'tray-board'), 'lost') : this.#reserve.take();
    if (solid !== null) this.#reserve.put(solid, false);
  }

  #onSlow() {
    if (this.#choice === 'auto' && this.#tier === '3d') this.#changeToFlat('slow');
  }

  /** @param {Choice} asked */
  async #addSolid(asked) {
    const reason = whyNotSolid(asked);
    if (reason !== null) return this.#options.onTier(this.#tier, reason);
    const solid = await loadSolid(this.#host, {
      lost: () => this.#onLost(),
      restored: () => this.#useReserve('restored'),
      slow: () => this.#onSlow(),
    });
    if (this.#choice !== asked || this.#tier === '3d' || !this.#reserve.isEmpty) return solid.dispose();
    this.#reserve.put(solid, true);
    // Dice on the tray are not exchanged before the player's eyes, unless 3D was just chosen.
    if (asked === '3d' || this.#display.isEmpty()) this.#useReserve('ready');
    return undefined;
  }

  /** @param {Choice} asked */
  #chooseSolid(asked) {
    if (this.#tier === 'text') this.#changeToFlat('chosen');
    if (this.#tier === '3d') return;
    const add = () => {
      if (this.#choice !== asked) return;
      this.#addSolid(asked).catch((error) => this.#onMissing('No dice in 3D', error));
    };
    if (this.#reserve.isReady) this.#useReserve('ready');
    else if (asked === '3d') add();
    else whenIdle(add);
  }
}

/** @param {HTMLElement} host @param {Options} options */
export const mountTray = (host, options) => new Tray(host, options);
