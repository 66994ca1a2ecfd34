// @ts-check
/**
 * The page's check of a saved log as a program: `node check-log.mjs FILE`. Prints a line for each finding, and the
 * counts last. Ends with 1 if anything is wrong, 2 if the file is no log.
 */
import { readFileSync } from 'node:fs';
import { checkLog } from '../../../../webapp/js/verify/log.js';
import { parseLog } from '../../../../webapp/js/verify/parse-log.js';

const WORDS = { ok: 'ok', partly: 'partly', none: 'no proof', wrong: 'WRONG' };

/** The file may be from a stranger, and this is a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** @param {string} word @param {{ place: string, text: string }} finding */
const print = (word, { place, text }) =>
  console.log(`${word.padEnd(9)} ${`${place}: ${text}`.replace(UNPRINTABLE, '')}`);

/** @param {string} file @returns {string} fails if it is not UTF-8 */
const textOf = (file) => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));

/** @param {string} file @returns {number} the exit code */
const check = (file) => {
  const found = checkLog(parseLog(textOf(file)));
  if (found === null) {
    console.error('This is no exported log, and no roll with a proof.');
    return 2;
  }
  for (const roll of found.rolls) print(WORDS[roll.kind], roll);
  for (const fault of found.faults) print('WRONG', fault);
  for (const note of found.notes) print('note', note);
  const { ok, partly, none, wrong } = found.counts;
  const faults = wrong + found.faults.length;
  console.log(`${ok} ok, ${partly} in part, ${none} without proof, ${faults} wrong, ${found.notes.length} notes`);
  return faults > 0 ? 1 : 0;
};

const [, , file, ...more] = process.argv;
if (file === undefined || more.length > 0) {
  console.error('node check-log.mjs FILE');
  process.exitCode = 2;
} else {
  process.exitCode = check(file);
}
