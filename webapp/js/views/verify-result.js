// @ts-check
/** What came of a check, for the dialog and for the page of saved logs. */

import { element, typedText } from './dom.js';

/** @typedef {import('../verify/roll.js').Kind} Kind */
/** @typedef {import('../verify/roll.js').Numbers} Numbers */

/** @type {Readonly<Record<Kind, string>>} */
export const SIGNS = Object.freeze({ ok: '✓', partly: '≈', none: '–', wrong: '✗' });

/** @type {Readonly<Record<Kind, string>>} */
export const WORDS = Object.freeze({ ok: 'verified', partly: 'verified in part', none: 'not verifiable', wrong: 'wrong' });

/** The most faces that are listed. */
const MAX_FACES = 200;

/** @param {Numbers['faces']} faces */
const facesText = (faces) => {
  const shown = faces.slice(0, MAX_FACES).map(([sides, face]) => `d${sides}: ${face}`).join(', ');
  return faces.length > MAX_FACES ? `${shown}, and ${faces.length - MAX_FACES} more` : shown || 'none';
};

/** Lists the numbers of a proof. @param {Numbers} numbers */
export const numbersOf = ({ proof, rollSeed, faces }) => {
  /** @type {[string, string][]} */
  const rows = [
    ['Root of the series', proof.root], ['Number in it', String(proof.index)], ['Roll key', proof.key],
    ['Path to the root', proof.path.join(' ') || 'none'], ['Player\'s seed', proof.seed || 'none'], ['Expression', proof.expr],
    ['Roll seed', rollSeed], ['Faces that follow', facesText(faces)],
  ];
  return element('dl', 'verify-numbers', ...rows.flatMap(([name, value]) =>
    [element('dt', '', name), element('dd', '', typedText('', value))]));
};
