// @ts-check
/** What the server has told about series and rolls, and when. */

import { countOrNull, isObject, textOrNull } from '../lib/json.js';
import { isHash } from './bytes.js';
import { OwnTold } from './own-told.js';
import { Sent } from './sent.js';
import { TableTold } from './table-told.js';

/** @typedef {Record<string, unknown>} Frame */
/** @typedef {import('./received.js').Roll} Roll */
/** @typedef {{ root: string, seed: string, next: string | null }} CurrentSeries */

/** Gets all frames in the order in which they came, and what the page sends between them. */
export class Told {
  /** @type {TableTold | null} */
  table = null;
  own = new OwnTold();
  sent = new Sent();
  /** The seeds that the server has accepted, by root. @type {Map<string, string>} */
  seeds = new Map();
  /** The series of the session, and that at the table. @type {{ own: CurrentSeries | null, table: CurrentSeries | null }} */
  current = { own: null, table: null };

  /** @type {ReadonlyMap<unknown, (frame: Frame) => void>} */
  #hearers = new Map(Object.entries({
    sent: ({ message }) => this.sent.send(String(message)),
    hello: ({ series }) => {
      this.table?.cut();
      this.sent.loosen();
      this.#begin('own', series, false);
    },
    resumed: ({ series }) => this.#begin('own', series, true),
    series: (frame) => this.#onSeries(frame),
    joined: (frame) => this.#onJoined(frame),
    presence: ({ members }) => this.table?.tellAll(members),
    rolled: (frame) => {
      this.table?.add(frame);
      this.sent.enter(frame);
    },
    acted: ({ seq }) => this.table?.advance(countOrNull(seq)),
    history: ({ entries }) => this.table?.addAll(entries),
    result: (frame) => this.#onResult(frame),
    error: (frame) => {
      this.sent.answer(frame);
      this.own.skip(frame.proof, 'unused');
    },
    left: () => {
      this.table = null;
      this.current.table = null;
    },
  }));

  /** @param {Frame} frame of the server, or `{ type: 'sent', message }` */
  hear(frame) {
    this.#hearers.get(frame.type)?.(frame);
  }

  /** What came with the roll of a row; undefined if nothing did. @param {{ id: string | null, seq: number | null }} row */
  rollOf({ id, seq }) {
    if (seq !== null) return this.table?.rollAt(seq);
    return id === null ? undefined : this.own.rollOf(id);
  }

  /** Finds out when the root of a roll was told. @param {Roll} roll @returns {import('./received.js').When} */
  whenTold(roll) {
    if (this.own.knows(roll.place?.root ?? '')) return 'before';
    if (roll.seq === null) return 'never';
    return this.table?.whenTold(roll) ?? 'unseen';
  }

  /** @param {'own' | 'table'} kind @param {unknown} series that is the current one @param {boolean} isOpen whether it may have had rolls @param {string | null} [expected] the root that was announced to be the next */
  #begin(kind, series, isOpen, expected) {
    if (!isObject(series) || !isHash(series.root)) return;
    const { root } = series;
    const seed = textOrNull(series.seed) ?? '';
    const next = isHash(series.next) ? series.next : null;
    this.current[kind] = { root, seed, next };
    this.sent.begin({ kind, root, next, expected, isOpen });
    if (seed !== '') this.#accept(root, seed);
    if (kind === 'own') this.own.tell(root, isOpen);
    for (const each of next === null ? [] : [next]) {
      if (kind === 'own') this.own.tell(each);
      else this.table?.tellOwn(each);
    }
  }

  /** @param {string} root @param {string} seed */
  #accept(root, seed) {
    this.seeds.set(root, seed);
    this.sent.accept(root, seed);
  }

  /** @param {Frame} frame */
  #onSeries(frame) {
    const { root } = frame;
    const seed = textOrNull(frame.seed);
    if (isHash(root) && seed) this.#accept(root, seed);
    // The answer to a seed of the next series has no next one.
    if (!('next' in frame)) return;
    const kind = typeof frame.table === 'string' ? 'table' : 'own';
    const current = this.current[kind];
    const follows = current !== null && current.root !== root;
    if (follows && kind === 'table' && isHash(root)) this.table?.tellOwn(root);
    this.#begin(kind, frame, false, follows ? current.next : undefined);
  }

  /** @param {Frame} frame */
  #onJoined(frame) {
    const log = `${textOrNull(frame.table)} ${textOrNull(frame.position)?.split(':', 1)[0]}`;
    if (this.table?.log !== log) this.table = new TableTold(log);
    this.table.join(frame);
    this.#begin('table', frame.series, isObject(frame.series) && Boolean(frame.series.seed));
  }

  /** @param {Frame} frame */
  #onResult(frame) {
    const { proof, id } = frame;
    const seq = countOrNull(frame.seq);
    this.sent.answer(frame);
    if (seq === null) {
      if (typeof id === 'string') this.own.answer(id, frame);
      return;
    }
    // A whisper has a number of the session's own series.
    this.own.skip(proof, 'hidden');
    this.table?.answer(seq, frame);
  }
}
