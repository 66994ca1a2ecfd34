// @ts-check
/** Adds proofs to an exported log, and when the roots of its series were told. Loaded later. */

import { isObject } from '../lib/json.js';
import { readPlace } from '../verify/proof.js';

/** @typedef {import('./verification.js').Verification} Verification */
/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../roll/log-file.js').Entry} Entry */
/** @typedef {{ entries: Entry[], commitments: unknown[], missing: number }} ProvenLog `missing`: rolls whose proof the server does not have any more */

/** Between two requests: a server takes 20 in a second. */
export const PAUSE_MS = 60;

/** @param {Entry} entry */
const placeOf = ({ proof }) => readPlace(proof);

/** In the order of series and number; answers may come in another one. @param {Entry[]} entries */
const inOrder = (entries) => {
  const roots = [...new Set(entries.map((entry) => placeOf(entry)?.root))];
  const orderOf = (/** @type {Entry} */ entry) => roots.indexOf(placeOf(entry)?.root);
  const isNumbered = (/** @type {Entry} */ entry) => placeOf(entry) !== null;
  const numbered = entries.filter(isNumbered).sort((a, b) =>
    orderOf(a) - orderOf(b) || (placeOf(a)?.index ?? 0) - (placeOf(b)?.index ?? 0));
  // Rolls without a number stay where they are.
  return entries.map((entry) => (isNumbered(entry) ? /** @type {Entry} */ (numbered.shift()) : entry));
};

/** Tells numbers without a roll once, before the next roll of their series. @param {Entry} entry @param {Verification['told']} told @param {Set<string>} past */
const skippedBefore = (entry, told, past) => {
  const place = placeOf(entry);
  const { unused, hidden } = place === null ? { unused: [], hidden: [] } : told.own.skippedBefore(place);
  const fresh = (/** @type {number[]} */ numbers) => numbers.filter((number) => !past.has(`${place?.root} ${number}`));
  const [newUnused, newHidden] = [fresh(unused), fresh(hidden)];
  for (const number of [...newUnused, ...newHidden]) past.add(`${place?.root} ${number}`);
  return { ...(newUnused.length > 0 && { unused: newUnused }), ...(newHidden.length > 0 && { hidden: newHidden }) };
};

/**
 * Completes the proofs of the page's own log, one request each.
 *
 * @param {readonly { entry: Entry, row: Pick<Row, 'id' | 'asked' | 'expr'> }[]} rolls oldest first
 * @param {Verification} verification
 * @param {{ pause: () => Promise<void>, isStopped: () => boolean, onProgress: (count: number) => void }} control
 * @returns {Promise<ProvenLog>}
 */
export const proveOwn = async (rolls, { told, proofs }, { pause, isStopped, onProgress }) => {
  /** @type {Entry[]} */
  const entries = [];
  let missing = 0;
  for (const { entry, row } of rolls) {
    const roll = row.id === null ? undefined : told.own.rollOf(row.id);
    if (isStopped()) break;
    if (roll === undefined || roll.place === null || !isObject(entry.proof)) {
      entries.push(entry);
      continue;
    }
    const answer = await proofs.ask(roll);
    const complete = 'proof' in answer && isObject(answer.proof) ? answer.proof : null;
    if (complete === null) missing += 1;
    entries.push(complete === null ? entry : { ...entry, proof: { ...complete, expr: roll.expr ?? (row.asked || row.expr) } });
    onProgress(entries.length);
    await pause();
  }
  const past = new Set();
  const ordered = inOrder(entries).map((entry) => (placeOf(entry) === null ? entry
    : { ...entry, proof: { .../** @type {object} */ (entry.proof), ...skippedBefore(entry, told, past) } }));
  const ids = ordered.filter(({ type }) => type === 'result').map(({ id }) => String(id));
  return { entries: ordered, commitments: told.own.commitments(ids), missing };
};
