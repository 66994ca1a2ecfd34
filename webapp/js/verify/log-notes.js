// @ts-check
/** What is not wrong in a log, and a reader should know. Pure. */

import { MAX_INDEX } from './proof.js';
import { playerOf } from './log-entry.js';

/** @typedef {import('./log.js').Remark} Remark */
/** @typedef {import('./commitments.js').When} When */

const LOG = 'the log';

/** @param {number} number @param {string} one @param {string} [many] */
const counted = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

const NO_COMMITMENTS = 'The log does not say when the series were announced, so a server could have made them up later.';
const PRIVATE = 'The series of whispers were announced to those alone who were whispered to.';

/** @param {number} count */
const unseenText = (count) => `${counted(count, 'roll is', 'rolls are')} from before whoever saved this log came, or from a time`
  + ' when they were away: nobody says here when the series were announced.';
/** @param {number} count */
const lateText = (count) => `${counted(count, 'roll')} came before the news of their series, which can happen right after somebody`
  + ' has come. More than one or two are suspicious.';
/** @param {string} name */
const silentText = (name) => `The log does not say when the series of ${name || 'somebody'} were announced.`;
/** @param {string} root @param {number} count */
const unusedText = (root, count) => `The series ${root.slice(0, 8)}… has ${counted(count, 'number')} without a roll, as for a text`
  + ' that is no roll. Many are suspicious.';
/** @param {string} name @param {number[]} last */
const leftText = (name, last) => `${counted(last.length, 'series', 'series')} of ${name || 'somebody'} ended before number ${MAX_INDEX}, at`
  + ` ${last.join(', ')}: a connection that breaks does this. A server that wants other dice would, too.`;

/** Gets the rolls in the order of the log. */
export class LogNotes {
  #late = 0;
  #unseen = 0;
  /** @type {Set<string>} names of players of whom nothing was announced */
  #silent = new Set();
  /** @type {Set<string>} roots of reveals and whispers */
  #whispered = new Set();
  /** The roots of the rolls for all, by the id of the member, in order. @type {Map<string, { name: string, roots: Set<string> }>} */
  #members = new Map();

  /** @param {When} when the root of a roll for all was published @param {string} name of the player */
  count(when, name) {
    if (when === 'late') this.#late += 1;
    if (when === 'unseen') this.#unseen += 1;
    if (when === 'silent') this.#silent.add(name);
  }

  /** @param {import('./log-entry.js').Entry} entry @param {import('./series.js').Numbered} numbered */
  see(entry, { root, audience }) {
    if (audience === 'reveal' || Array.isArray(entry.to)) this.#whispered.add(root);
    if (audience !== 'all') return;
    const { id, name } = playerOf(entry);
    const member = this.#members.get(id ?? '') ?? { name, roots: new Set() };
    this.#members.set(id ?? '', member);
    member.roots.add(root);
  }

  /** @param {import('./series.js').SeriesLedger} ledger @param {boolean} hasCommitments @returns {Remark[]} */
  all(ledger, hasCommitments) {
    if (ledger.isEmpty) return [];
    const isPrivate = [...this.#whispered].some((root) => ledger.isPrivate(root));
    const ofLog = [
      ...(hasCommitments ? [] : [NO_COMMITMENTS]), ...(this.#unseen > 0 ? [unseenText(this.#unseen)] : []),
      ...(this.#late > 0 ? [lateText(this.#late)] : []), ...[...this.#silent].map(silentText), ...(isPrivate ? [PRIVATE] : []),
    ];
    return [...ofLog.map((text) => ({ place: LOG, text })), ...this.#ofSeries(ledger)];
  }

  /** @param {import('./series.js').SeriesLedger} ledger @returns {Remark[]} */
  #ofSeries(ledger) {
    const unused = [...ledger.unused()].map(([root, count]) => ({ place: `series ${root}`, text: unusedText(root, count) }));
    const left = [...this.#members.values()].map(({ name, roots }) => ({
      name, last: [...roots].slice(0, -1).map((root) => ledger.last(root)).filter((number) => number < MAX_INDEX),
    })).filter(({ last }) => last.length > 0);
    return [...unused, ...left.map(({ name, last }) => ({ place: `rolls of ${name}`, text: leftText(name, last) }))];
  }
}
