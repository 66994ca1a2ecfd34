// @ts-check
/** The ends of the rows that are shown: newer rows above, and what was read back below. */

import { element, find, makeButton, setText } from './dom.js';

/**
 * Makes a change after which an element is where it was: browsers keep the place at the top of a
 * scrolled area least of all, and some not at all.
 *
 * @param {HTMLElement} panel the log's, which scrolls, or else the window
 * @param {Element | null} anchor in the document before and after
 * @param {() => void} change
 */
const keepPlace = (panel, anchor, change) => {
  const topOf = () => anchor?.getBoundingClientRect().top ?? 0;
  const before = topOf();
  change();
  panel.scrollTop += topOf() - before;
  scrollBy(0, topOf() - before);
};

/**
 * Mounts the ends.
 *
 * @param {Document} document
 * @param {{ newest: () => void, newer: () => void }} actions
 */
export const mountLogEnds = (document, { newest, newer }) => {
  const panel = find(document, '#log', HTMLElement);
  const list = find(document, '#rows', HTMLElement);
  const older = find(document, '#older', HTMLButtonElement);
  const top = makeButton('quiet', 'Newest rolls');
  const end = element('p', 'log-end');
  const spoken = element('p', 'spoken');
  top.id = 'newest';
  end.tabIndex = -1;
  spoken.setAttribute('role', 'status');
  list.before(top);
  older.after(end, spoken);
  top.addEventListener('click', () => {
    newest();
    panel.scrollTop = 0;
    focusOn(list.firstElementChild);
  });
  new IntersectionObserver((entries) => {
    if (entries.at(-1)?.isIntersecting) keepPlace(panel, list.firstElementChild, newer);
  }).observe(top);

  /** @param {Element | null} target */
  const focusOn = (target) => {
    if (!(target instanceof HTMLElement)) return;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };

  return {
    /** Shows more rows at the old end. @param {() => void} change */
    addOlder: (change) => keepPlace(panel, list.lastElementChild, change),

    /** Returns a function that moves the focus from the button to the first of the rows that came. */
    follow: () => {
      const last = list.lastElementChild;
      const { activeElement } = document;
      return () => {
        const isHere = document.activeElement === older || document.activeElement === document.body;
        if (activeElement !== older || !isHere) return;
        const next = last === null ? list.firstElementChild : last.nextElementSibling;
        if (next !== null) focusOn(next);
        else if (older.hidden) focusOn(end);
      };
    },

    /** @param {{ isNewest: boolean, end: string, spoken: string }} shown */
    update: ({ isNewest, end: text, spoken: said }) => {
      top.hidden = isNewest;
      list.classList.toggle('past', !isNewest);
      end.hidden = text === '';
      setText(end, text);
      setText(spoken, said);
    },
  };
};
