// @ts-check
/** JSON that all programs read alike. Pure. */

import { parseJson } from '../lib/json.js';

/** Texts, and what begins or ends an object or a list; the rest of valid JSON needs no look. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;

/** Half a character: programs disagree about its bytes. */
const HALF = /\p{Surrogate}/u;

/** @param {string} json a text in quotation marks */
const unquoted = (json) => (json.includes('\\') ? String(JSON.parse(json)) : json.slice(1, -1));

/** Whether a name is twice in one object, of which programs take one or the other, or a text has half a character. @param {string} json that is valid */
const isAmbiguous = (json) => {
  /** The names of the objects around the place; null for lists. @type {(Set<string> | null)[]} */
  const around = [];
  for (const [token, colon] of json.matchAll(TOKEN)) {
    if (token === '{') around.push(new Set());
    else if (token === '[') around.push(null);
    else if (token === '}' || token === ']') around.pop();
    else {
      const text = unquoted(colon === undefined ? token : token.slice(0, -colon.length));
      const names = colon === undefined ? null : around.at(-1);
      if (HALF.test(text) || names?.has(text)) return true;
      names?.add(text);
    }
  }
  return false;
};

/** @param {string} text @returns {unknown} undefined if it is not JSON, or if programs read it in different ways */
export const parseLog = (text) => {
  const value = parseJson(text);
  return value === undefined || isAmbiguous(text) ? undefined : value;
};
