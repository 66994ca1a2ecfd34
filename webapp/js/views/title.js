// @ts-check
/** The title of the page: the table, and how many rolls of others came while the page was not seen. */

import { titleOf } from '../state/acts.js';

/** @param {Document} document */
export const mountTitle = (document) => {
  const plain = document.title;
  /** The serial number of the last roll of others that was seen. */
  let seen = 0;
  let serial = 0;
  let name = '';

  const write = () => {
    if (!document.hidden) seen = serial;
    const unseen = serial - seen;
    const title = name === '' ? plain : `${name} · Dicegate`;
    const text = unseen > 0 ? `(${unseen}) ${title}` : title;
    if (document.title !== text) document.title = text;
  };
  document.addEventListener('visibilitychange', write);

  /** @param {import('../state/model.js').State} state */
  return ({ table, others }) => {
    serial = others.serial;
    name = table === null || table.status === 'refused' ? '' : titleOf(table);
    write();
  };
};
