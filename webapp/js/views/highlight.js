// @ts-check
/** Colours the text and underlines a fault in it, behind the transparent input. */

import { tokens } from '../roll/notation.js';
import { element, find } from './dom.js';

/** @typedef {import('../roll/notation.js').Token} Token */
/** @typedef {import('../state/model.js').Problem} Problem */
/** @typedef {{ from: number, to: number }} Span */

/** The span of the fault; after the text if something is missing there. @param {Problem | null} problem */
const faultOf = (problem) => {
  if (problem === null || !problem.invalid || problem.pos === null) return null;
  return { from: problem.pos, to: problem.pos + Math.max(problem.len, 1) };
};

/** Cuts a token at the ends of a fault. @param {Token} token @param {Span} fault */
const cut = (token, fault) => {
  const ends = [fault.from, fault.to].filter((at) => at > token.from && at < token.to);
  const edges = [token.from, ...ends, token.to];
  return ends.concat(token.to).map((to, index) => ({ kind: token.kind, from: edges[index], to }));
};

/** @param {string} text @param {Span | null} fault @returns {HTMLElement[]} */
const highlighted = (text, fault) => {
  const all = tokens(text);
  if (fault === null) return all.map(({ kind, from, to }) => element('span', kind, text.slice(from, to)));
  const parts = all.flatMap((token) => cut(token, fault)).map(({ kind, from, to }) =>
    element('span', from >= fault.from && to <= fault.to ? 'fault' : kind, text.slice(from, to)));
  // A fault at the end has no character to underline.
  return fault.from < text.length ? parts : [...parts, element('span', 'fault', '\u00a0')];
};

/**
 * Mounts the overlay behind an input.
 *
 * @param {ParentNode} form
 * @param {HTMLInputElement} input
 */
export const mountHighlight = (form, input) => {
  const overlay = find(form, '#highlight', HTMLElement);
  /** @type {string | null} */
  let shown = null;
  /** @type {Problem | null} */
  let marked = null;

  const scroll = () => { overlay.scrollLeft = input.scrollLeft; };
  for (const event of ['scroll', 'keyup', 'select', 'input']) input.addEventListener(event, scroll);

  /** @param {string} text @param {Problem | null} problem */
  return (text, problem) => {
    if (text === shown && problem === marked) return;
    shown = text;
    marked = problem;
    overlay.replaceChildren(...highlighted(text, faultOf(problem)));
    scroll();
  };
};
