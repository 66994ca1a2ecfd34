// @ts-check
/** A whole log that was exported as JSON. Pure. */

import { countOrNull, isObject, readList, textOrNull } from '../lib/json.js';
import { readCommitments, whenTold } from './commitments.js';
import { readPlace } from './proof.js';
import { checkRoll, sentence } from './roll.js';
import { SeriesLedger } from './series.js';

/** @typedef {import('./roll.js').Finding} Finding */
/** @typedef {import('./roll.js').Kind} Kind */
/** @typedef {import('./commitments.js').Commitment} Commitment */
/** @typedef {Record<string, unknown>} Entry */
/** @typedef {Finding & { place: string, player: string, result: string }} RollFinding `place` in the log */
/** @typedef {{ rolls: RollFinding[], faults: string[], notes: string[], verdict: Kind, counts: Record<Kind, number> }} LogFindings */

const TYPES = ['rolled', 'result', 'row'];
const HIDDEN = 'Hidden. It can be checked when it is revealed.';
const NO_KEY = 'The log does not have its key.';
const HIDDEN_KEY = 'The key of a hidden roll is told.';
const NO_NUMBER = 'Its proof has no root or no number.';
const BY_HAND = 'Entered by hand.';
const NO_PROOF = 'There is no proof.';
const LATE = 'Its series was not announced before its first roll.';
const NO_COMMITMENTS = 'The log does not say when the series were announced, so a server could have made them up later.';
const BEFORE = 'Some series began before whoever saved this log came to the table: nobody says here when they were announced.';
const UNKNOWN = 'For some players, the log does not say when their series were announced.';
const PRIVATE = 'Of whispers, the series was announced to those alone who were whispered to, also of those that were revealed.';

/** @param {Entry} entry @returns {Finding} */
const withoutProof = ({ roll, engine }) => {
  const by = isObject(roll) ? roll.by : null;
  const text = by === 'hand' ? BY_HAND : NO_PROOF;
  const name = textOrNull(engine);
  return { kind: 'none', text: name ? `Not verifiable: engine ${name}.` : text, numbers: null };
};

/** @param {Entry} entry */
const reads = ({ proof, hidden }) => ({
  members: isObject(proof) ? proof : {}, isHidden: hidden === true, isReadable: isObject(proof) && 'key' in proof,
});

/** @param {Entry} entry @returns {Finding} */
const checkEntry = (entry) => {
  const { members, isHidden, isReadable } = reads(entry);
  if (isHidden) {
    return { kind: isReadable ? 'wrong' : 'none', text: isReadable ? HIDDEN_KEY : HIDDEN, numbers: null };
  }
  return isReadable ? checkRoll(members, entry.roll) : { kind: 'none', text: NO_KEY, numbers: null };
};

/** @param {Entry} entry @param {number} index in the log */
const placeOf = ({ seq }, index) => {
  const number = countOrNull(seq);
  return number === null ? `entry ${index + 1}` : `seq ${number}`;
};

/** @param {Entry} entry */
const resultOf = ({ roll, hidden }) => {
  if (hidden === true || !isObject(roll)) return '?';
  const results = Array.isArray(roll.rolls) ? roll.rolls : [roll];
  return results.map((result) => (isObject(result) && typeof result.total === 'number' ? String(result.total) : '–')).join(', ');
};

/** What of a log concerns more than one roll. */
class LogCheck {
  /** @type {Set<string>} */
  notes = new Set();
  ledger = new SeriesLedger();
  #commitments;
  /** @type {Set<string>} roots whose first roll is past */
  #begun = new Set();
  /** @type {Set<string>} roots of reveals and whispers */
  #revealed = new Set();
  #results = 0;

  /** @param {readonly Commitment[]} commitments */
  constructor(commitments) {
    this.#commitments = commitments;
    if (commitments.length === 0) this.notes.add(NO_COMMITMENTS);
  }

  /** @param {Entry} entry @param {import('./proof.js').Place} at @param {string} place @returns {string} what is wrong */
  check(entry, at, place) {
    const isOwn = entry.type === 'result';
    if (isOwn) this.#results += 1;
    const reveals = countOrNull(entry.reveals);
    const { members } = reads(entry);
    const isPublic = isOwn || (entry.to === 'all' && reveals === null);
    const wrong = this.ledger.add({
      ...at, roll: reveals === null ? place : `seq ${reveals}`, reveals: reveals !== null, isPublic,
      unused: readList(members.unused, countOrNull), hidden: readList(members.hidden, countOrNull),
    });
    if (reveals !== null || Array.isArray(entry.to)) this.#revealed.add(at.root);
    const late = isPublic ? this.#untold(entry, at.root) : '';
    return wrong === '' ? late : sentence(wrong);
  }

  /** Returns what contradicts nothing, and yet should be known. */
  allNotes() {
    const isPrivate = [...this.#revealed].some((root) => !this.ledger.isPublic(root));
    return [...this.notes, ...(isPrivate ? [PRIVATE] : [])];
  }

  /** @param {Entry} entry @param {string} root */
  #untold({ by, type, seq }, root) {
    if (this.#begun.has(root) || this.#commitments.length === 0) return '';
    this.#begun.add(root);
    const isOwn = type === 'result';
    const member = isObject(by) ? textOrNull(by.id) : null;
    const when = whenTold(this.#commitments, {
      by: isOwn ? null : member, root, seq: isOwn ? this.#results : countOrNull(seq) ?? 0,
    });
    if (when === 'before') this.notes.add(BEFORE);
    if (when === 'unknown') this.notes.add(UNKNOWN);
    return when === 'late' ? LATE : '';
  }
}

/** @param {Entry} entry @param {string} place @param {LogCheck} check @returns {Finding} */
const findingOf = (entry, place, check) => {
  if (!isObject(entry.proof)) return withoutProof(entry);
  const at = readPlace(entry.proof);
  if (at === null) return { kind: 'wrong', text: NO_NUMBER, numbers: null };
  const wrong = check.check(entry, at, place);
  const finding = checkEntry(entry);
  return wrong !== '' && finding.kind !== 'wrong' ? { ...finding, kind: 'wrong', text: wrong } : finding;
};

/** @param {readonly Kind[]} kinds @returns {Kind} */
const worst = (kinds) => (/** @type {Kind[]} */ (['wrong', 'partly', 'ok'])).find((kind) => kinds.includes(kind)) ?? 'none';

/** @param {unknown} log as it was parsed @returns {LogFindings | null} null if it is no exported log */
export const checkLog = (log) => {
  if (!isObject(log) || !Array.isArray(log.entries)) return null;
  const check = new LogCheck(readCommitments(log.commitments));
  /** @type {RollFinding[]} */
  const rolls = [];
  log.entries.forEach((entry, index) => {
    if (!isObject(entry) || !TYPES.includes(String(entry.type))) return;
    const place = placeOf(entry, index);
    const player = isObject(entry.by) ? textOrNull(entry.by.name) ?? '' : '';
    rolls.push({ ...findingOf(entry, place, check), place, player, result: resultOf(entry) });
  });
  const faults = [...check.ledger.gaps()].map(([root, missing]) =>
    `The log has no roll for these numbers of the series ${root.slice(0, 8)}…: ${missing.join(', ')}.`);
  const counts = { ok: 0, partly: 0, none: 0, wrong: 0 };
  for (const { kind } of rolls) counts[kind] += 1;
  const notes = check.allNotes();
  const verdict = faults.length > 0 ? 'wrong' : worst(rolls.map(({ kind }) => kind));
  // What nobody says, and rolls without a proof, could hide something.
  const isComplete = notes.length === 0 && counts.none === 0;
  return { rolls, faults, notes, counts, verdict: verdict === 'ok' && !isComplete ? 'partly' : verdict };
};
