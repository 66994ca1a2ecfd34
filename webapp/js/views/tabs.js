// @ts-check
/** The tabs beside the tray, see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */

import { find } from './dom.js';

/** @typedef {import('../state/model.js').Tab} Tab */

/** @type {readonly Tab[]} */
const TABS = Object.freeze(['log', 'odds']);

/** @param {ParentNode} page @param {{ choose: (tab: Tab) => void }} actions */
export const mountTabs = (page, actions) => {
  const tabs = TABS.map((name) => ({
    name,
    tab: find(page, `#tab-${name}`, HTMLButtonElement),
    panel: find(page, `#${name}`, HTMLElement),
  }));

  tabs.forEach(({ name, tab }, index) => {
    tab.addEventListener('click', () => actions.choose(name));
    tab.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
      const step = key === 'ArrowRight' ? 1 : tabs.length - 1;
      const next = tabs[(index + step) % tabs.length];
      actions.choose(next.name);
      next.tab.focus();
    });
  });

  /** @param {import('../state/model.js').State} state */
  return (state) => {
    for (const { name, tab, panel } of tabs) {
      const chosen = state.tab === name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      panel.hidden = !chosen;
    }
  };
};
