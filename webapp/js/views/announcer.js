// @ts-check
/** Says to screen readers what has just happened. */

import { element, find } from './dom.js';

/** Mounts the live region. @param {ParentNode} page */
export const mountAnnouncer = (page) => {
  const region = find(page, '#announcer', HTMLElement);
  let said = 0;

  /** @param {import('../model.js').State} state */
  return ({ announcement }) => {
    if (announcement.serial === said) return;
    said = announcement.serial;
    // A new element is read even when its text is that of the last one.
    region.replaceChildren(element('p', '', announcement.text));
  };
};
