// @ts-check
/** Adds proofs to an exported log, and when the roots of its series were told. Loaded later. */

import { isObject } from '../lib/json.js';
import { readPlace } from '../verify/proof.js';

/** @typedef {import('./verification.js').Verification} Verification */
/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../roll/log-file.js').Entry} Entry */
/** @typedef {{ commitments: object[], present?: [number, number][] }} Told when the roots of its series were told */
/** @typedef {{ entries: Entry[], missing: number } & Told} ProvenLog `missing`: rolls whose proof the server does not have any more */

/** Between two requests: a server takes 20 in a second. */
export const PAUSE_MS = 60;

/** @param {Entry} entry */
const placeOf = ({ proof }) => readPlace(proof);

/** @param {{ begun: boolean }} commitment @returns {object} `begun` is written if it is true */
const written = ({ begun, ...rest }) => (begun ? { ...rest, begun } : rest);

/** Returns when the page was told the roots of a table. @param {Verification['told']} told @returns {Told} */
export const toldAtTable = ({ table }) => ({ commitments: (table?.commitments ?? []).map(written), present: table?.present ?? [] });

/** In the order of series and number; answers may come in another one. @param {Entry[]} entries @param {readonly string[]} roots in order */
const inOrder = (entries, roots) => {
  const orderOf = (/** @type {Entry} */ entry) => roots.indexOf(placeOf(entry)?.root ?? '');
  const isNumbered = (/** @type {Entry} */ entry) => placeOf(entry) !== null;
  const numbered = entries.filter(isNumbered).sort((a, b) =>
    orderOf(a) - orderOf(b) || (placeOf(a)?.index ?? 0) - (placeOf(b)?.index ?? 0));
  // Rolls without a number stay where they are.
  return entries.map((entry) => (isNumbered(entry) ? /** @type {Entry} */ (numbered.shift()) : entry));
};

/** Has each number without a roll once, in the next roll of its series. @param {Entry[]} ordered @param {ReturnType<Verification['told']['own']['others']>} others */
const accounted = (ordered, others) => ordered.map((entry) => {
  const place = placeOf(entry);
  if (place === null) return entry;
  const taken = (/** @type {Set<number>} */ numbers) => {
    const before = [...numbers].filter((number) => number < place.index).sort((a, b) => a - b);
    for (const number of before) numbers.delete(number);
    return before;
  };
  const { unused = new Set(), hidden = new Set() } = others.get(place.root) ?? {};
  const [ofUnused, ofHidden] = [taken(unused), taken(hidden)];
  const proof = {
    .../** @type {object} */ (entry.proof), ...(ofUnused.length > 0 && { unused: ofUnused }), ...(ofHidden.length > 0 && { hidden: ofHidden }),
  };
  return { ...entry, proof };
});

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
  const ids = new Set(entries.filter(({ type }) => type === 'result').map(({ id }) => String(id)));
  const { commitments, roots } = told.own;
  const others = told.own.others(ids);
  // No result came, or it comes later than those of higher numbers.
  for (const [root, { unused }] of others) for (const number of told.sent.unanswered(root)) unused.add(number);
  return { entries: accounted(inOrder(entries, roots), others), commitments: commitments.map(written), missing };
};
