// @ts-check
/** A whole log that was exported as JSON, or one roll of `/api/roll`. Pure. */

import { countOrNull, isObject, textOrNull } from '../lib/json.js';
import { readCommitments } from './commitments.js';
import { hasRoll, numberedOf, placeOf, playerOf, resultOf, wrongMembers } from './log-entry.js';
import { LogNotes } from './log-notes.js';
import { checkRoll, sentence } from './roll.js';
import { SeriesLedger } from './series.js';

/** @typedef {import('./roll.js').Finding} Finding */
/** @typedef {import('./roll.js').Kind} Kind */
/** @typedef {import('./log-entry.js').Entry} Entry */
/** @typedef {Finding & { place: string, player: string, result: string }} RollFinding `place` in the log */
/** @typedef {{ place: string, text: string }} Remark `text` is a sentence */
/** @typedef {{ rolls: RollFinding[], faults: Remark[], notes: Remark[], verdict: Kind, counts: Record<Kind, number> }} LogFindings */

const HIDDEN = 'Hidden. It can be checked when it is revealed.';
const NO_KEY = 'The log does not have its key.';
const NO_NUMBER = 'Its proof has no root or no number.';
const BY_HAND = 'Entered by hand.';
const NO_PROOF = 'There is no proof.';
const NEVER = 'the root of its series was never published as one of this player';

/** @param {string} text @returns {Finding} */
const unproven = (text) => ({ kind: 'none', text, numbers: null });

/** @param {Entry} entry @returns {Finding} */
const withoutProof = ({ roll, engine, hidden }) => {
  if (isObject(roll) && roll.by === 'hand') return unproven(BY_HAND);
  if (hidden === true) return unproven(HIDDEN);
  const name = textOrNull(engine);
  return unproven(name ? `Not verifiable: engine ${name}.` : NO_PROOF);
};

/** @param {Entry} entry @returns {Finding} */
const checkEntry = ({ roll, proof, hidden }) => {
  if (hidden === true) return unproven(HIDDEN);
  return isObject(proof) && 'key' in proof ? checkRoll(proof, roll) : unproven(NO_KEY);
};

/** What of a log concerns more than one roll. */
class LogCheck {
  ledger = new SeriesLedger();
  notes = new LogNotes();
  commitments;

  /** @param {import('./commitments.js').Commitments | null} commitments null if the log has none */
  constructor(commitments) {
    this.commitments = commitments;
  }

  /** @param {Entry} entry @param {string} place @returns {Finding} */
  check(entry, place) {
    if (!isObject(entry.proof)) return withoutProof(entry);
    const numbered = numberedOf(entry, place);
    if (numbered === null) return { kind: 'wrong', text: NO_NUMBER, numbers: null };
    const wrong = [...this.ledger.add(numbered), ...this.#wrongRoot(entry, numbered), ...wrongMembers(entry)];
    this.notes.see(entry, numbered);
    const finding = checkEntry(entry);
    if (wrong.length === 0) return finding;
    const more = finding.kind === 'wrong' ? [finding.text] : [];
    return { ...finding, kind: 'wrong', text: [...more, ...wrong.map(sentence)].join(' ') };
  }

  /** @param {Entry} entry @param {import('./series.js').Numbered} numbered @returns {string[]} */
  #wrongRoot(entry, { root, audience }) {
    if (this.commitments === null) return [];
    if (audience === 'own') return this.commitments.isOwn(root) ? [] : [NEVER];
    if (audience !== 'all') return [];
    const player = playerOf(entry);
    const when = this.commitments.whenPublished(player.id, root, countOrNull(entry.seq));
    this.notes.count(when, player.name);
    return when === 'never' ? [NEVER] : [];
  }
}

/** @param {readonly Kind[]} kinds @returns {Kind} */
const worst = (kinds) => (/** @type {Kind[]} */ (['wrong', 'partly', 'ok'])).find((kind) => kinds.includes(kind)) ?? 'none';

/** @param {RollFinding[]} rolls @param {Remark[]} faults @param {Remark[]} notes @returns {LogFindings} */
const summed = (rolls, faults, notes) => {
  const counts = { ok: 0, partly: 0, none: 0, wrong: 0 };
  for (const { kind } of rolls) counts[kind] += 1;
  const verdict = faults.length > 0 ? 'wrong' : worst(rolls.map(({ kind }) => kind));
  // What nobody says, and rolls without a proof, could hide something.
  const isComplete = notes.length === 0 && counts.none === 0;
  return { rolls, faults, notes, counts, verdict: verdict === 'ok' && !isComplete ? 'partly' : verdict };
};

/** @param {readonly unknown[]} entries */
const firstSeqOf = (entries) => entries.reduce((/** @type {number} */ first, entry) =>
  Math.min(first, (isObject(entry) ? countOrNull(entry.seq) : null) ?? first), Infinity);

/** @param {Record<string, unknown>} log @param {readonly unknown[]} entries */
const checkEntries = (log, entries) => {
  const check = new LogCheck(readCommitments(log));
  /** @type {RollFinding[]} */
  const rolls = [];
  entries.forEach((entry, position) => {
    if (!hasRoll(entry)) return;
    const place = placeOf(entry, position);
    rolls.push({ ...check.check(entry, place), place, player: playerOf(entry).name, result: resultOf(entry) });
  });
  const complete = check.commitments?.complete(firstSeqOf(entries)) ?? new Set();
  const faults = [...check.ledger.gaps(complete)].map(([root, missing]) => ({
    place: `series ${root}`, text: `The log has no roll for these numbers of the series ${root.slice(0, 8)}…: ${missing.join(', ')}.`,
  }));
  return summed(rolls, faults, check.notes.all(check.ledger, check.commitments !== null));
};

/** @param {unknown} log as it was parsed @returns {LogFindings | null} null if it is no exported log, and no roll with a proof */
export const checkLog = (log) => {
  if (!isObject(log)) return null;
  if (Array.isArray(log.entries)) return checkEntries(log, log.entries);
  if (!isObject(log.proof)) return null;
  const entry = { type: 'result', roll: log, proof: log.proof };
  const finding = new LogCheck(null).check(entry, '');
  return summed([{ ...finding, place: 'the roll', player: '', result: resultOf(entry) }], [], []);
};
