// @ts-check
/** What the server has told about series and rolls, and when. */

import { countOrNull, isObject, textOrNull } from '../lib/json.js';
import { isHash } from './bytes.js';
import { OwnTold } from './own-told.js';
import { TableTold } from './table-told.js';

/** @typedef {Record<string, unknown>} Frame */
/** @typedef {import('./received.js').Roll} Roll */
/** @typedef {{ root: string, seed: string, next: string | null }} CurrentSeries */

/** Gets all frames in the order in which they came. */
export class Told {
  /** @type {TableTold | null} */
  table = null;
  own = new OwnTold();
  /** The seeds that the server has accepted, by root. @type {Map<string, string>} */
  seeds = new Map();
  /** The series of the session, and that at the table. @type {{ own: CurrentSeries | null, table: CurrentSeries | null }} */
  current = { own: null, table: null };

  /** @type {ReadonlyMap<unknown, (frame: Frame) => void>} */
  #hearers = new Map(Object.entries({
    hello: ({ series }) => this.#begin('own', series),
    resumed: ({ series }) => this.#begin('own', series),
    series: (frame) => this.#onSeries(frame),
    joined: (frame) => this.#onJoined(frame),
    presence: ({ members }) => this.table?.tellAll(members),
    rolled: (frame) => this.table?.add(frame),
    acted: ({ seq }) => this.table?.advance(countOrNull(seq)),
    history: ({ entries }) => this.table?.addAll(entries),
    result: (frame) => this.#onResult(frame),
    error: ({ proof }) => this.own.skip(proof, 'unused'),
    left: () => {
      this.table = null;
      this.current.table = null;
    },
  }));

  /** @param {Frame} frame */
  hear(frame) {
    this.#hearers.get(frame.type)?.(frame);
  }

  /** What came with the roll of a row; undefined if nothing did. @param {{ id: string | null, seq: number | null }} row */
  rollOf({ id, seq }) {
    if (seq !== null) return this.table?.rollAt(seq);
    return id === null ? undefined : this.own.rollOf(id);
  }

  /** Finds out whether the root of a roll was told before its series began. @param {Roll} roll @returns {import('./received.js').When} */
  whenTold(roll) {
    if (this.own.knows(roll.place?.root ?? '')) return 'told';
    if (roll.seq === null) return 'late';
    return this.table?.whenTold(roll) ?? 'away';
  }

  /** @param {'own' | 'table'} kind @param {unknown} series that is the current one */
  #begin(kind, series) {
    if (!isObject(series) || !isHash(series.root)) return;
    const seed = textOrNull(series.seed) ?? '';
    const next = isHash(series.next) ? series.next : null;
    this.current[kind] = { root: series.root, seed, next };
    if (seed !== '') this.seeds.set(series.root, seed);
    for (const root of next === null ? [series.root] : [series.root, next]) {
      if (kind === 'table') this.table?.tellOwn(root);
      else this.own.tell(root);
    }
  }

  /** @param {Frame} frame */
  #onSeries(frame) {
    const { root } = frame;
    const seed = textOrNull(frame.seed);
    if (isHash(root) && seed) this.seeds.set(root, seed);
    // The answer to a seed of the next series has no next one.
    if ('next' in frame) this.#begin(typeof frame.table === 'string' ? 'table' : 'own', frame);
  }

  /** @param {Frame} frame */
  #onJoined(frame) {
    const log = `${textOrNull(frame.table)} ${textOrNull(frame.position)?.split(':', 1)[0]}`;
    if (this.table?.log !== log) this.table = new TableTold(log);
    this.table.join(frame);
    this.#begin('table', frame.series);
  }

  /** @param {Frame} frame */
  #onResult(frame) {
    const { proof, id } = frame;
    const seq = countOrNull(frame.seq);
    if (seq === null) {
      if (typeof id === 'string') this.own.answer(id, frame);
      return;
    }
    // A whisper has a number of the session's own series.
    this.own.skip(proof, 'hidden');
    this.table?.answer(seq, frame);
  }
}
