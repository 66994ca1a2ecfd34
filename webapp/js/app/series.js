// @ts-check
/** The player's seeds, see src/docs/verify.md; and the frames for the module that verifies rolls, which is loaded later. */

import { isObject } from '../lib/json.js';
import { randomDigits } from '../lib/random.js';
import { encodeSeed } from '../net/encode.js';
import { withStyles } from '../views/styles.js';

/** @typedef {Record<string, unknown>} Frame */
/** @typedef {import('./verification.js').Verification} Verification */

const loadVerification = withStyles(() => import('./verification.js'));

/** Confined to the page's one thread. */
export class Series {
  #store;
  #requests;
  #socket;
  /** @type {() => Promise<Verification | null>} */
  #make = async () => null;
  /** @type {Promise<Verification | null> | null} */
  #made = null;
  /** Frames that nobody has read. @type {Frame[]} */
  heard = [];
  /** The last seed that was sent for each root. @type {Map<string, string>} */
  seeds = new Map();

  /** @param {Pick<import('./actions.js').Parts, 'store' | 'requests' | 'socket'>} parts */
  constructor({ store, requests, socket }) {
    this.#store = store;
    this.#requests = requests;
    this.#socket = socket;
  }

  /** Gets a frame of the server. @param {Frame} frame */
  hear = (frame) => { this.heard.push(frame); };

  /** Shows in a row of the log whether it can be checked. @type {(row: import('../state/model.js').Row, node: HTMLElement) => void} */
  decorate = () => {};

  /** @param {Document} document @param {import('./actions.js').Parts} parts */
  mount(document, parts) {
    this.#make = async () => (await loadVerification()).makeVerification(document, parts);
  }

  /** Loads the module that verifies. @returns {Promise<Verification | null>} null if it cannot be loaded */
  load() {
    this.#made ??= this.#make().catch(() => this.#made = null);
    return this.#made;
  }

  /** Sends a seed for each series that has none, at once: a roll may follow. @param {Frame} frame */
  onFrame(frame) {
    this.hear(frame);
    const series = isObject(frame.series) ? frame.series : null;
    if (series !== null) {
      if (!series.seed) this.seed(series.root);
      // Loaded again with the next connection.
      this.load();
    }
    this.seed((series ?? frame).next);
  }

  /** Sends a new seed for a series that has not begun. @param {unknown} root of other types are ignored */
  seed(root) {
    if (typeof root !== 'string') return;
    const seed = `${this.#store.state.settings.seed ?? ''} ${randomDigits()}`.trim();
    this.seeds.set(root, seed);
    const message = encodeSeed(this.#requests.nextId(), root, seed);
    this.onSent(message);
    this.#socket.send(message);
  }

  /** Notes what the page sends: the answer is compared with it. @param {string} message */
  onSent(message) {
    this.hear({ type: 'sent', message });
  }
}
