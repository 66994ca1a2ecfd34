// @ts-check
/** Saved rolls by link and by file. What others share is added only after a click. */

import { saveText } from '../lib/save-file.js';
import {
  addPresets, compareWith, MAX_FILE_BYTES, presetsAsFile, presetsAsText, readPresetsFile, readPresetsText,
} from '../roll/shared-presets.js';
import { makeOfferDialog, makeShareDialog } from '../views/preset-dialogs.js';
import { presetsIn, tableLink, withPresets } from './link.js';

/** @typedef {import('../roll/shared-presets.js').SharedRolls} SharedRolls */

const BAD_LINK = 'The saved rolls in this link could not be read: it is damaged, or too long. Ask for it again, or for a file.';
const BAD_FILE = 'This is not a file of saved rolls. A file from "Save to file" is needed.';
const BIG_FILE = `This file is too large: at most ${MAX_FILE_BYTES / 1000} kB.`;

/** @param {number} count @param {string} what */
const counted = (count, what) => (count === 0 ? [] : [`${count} ${what}`]);

/** Says what is not added. @param {{ known: number, left: number, refused: number }} counts */
const restText = ({ known, left, refused }) => [
  ...counted(known, 'you have already'),
  ...counted(left, 'more than there is room for'),
  ...counted(refused, 'not valid'),
].join(', ');

/** @param {string} text */
const sentence = (text) => (text ? ` Not added: ${text}.` : '');

/** Waits until no dialog asks for something else. @param {Document} document @returns {Promise<void>} */
const untilFree = async (document) => {
  for (;;) {
    const open = document.querySelector('dialog[open]');
    if (open === null) return;
    await new Promise((resolve) => { open.addEventListener('close', resolve, { once: true }); });
  }
};

/**
 * @param {Document} document
 * @param {import('./actions.js').Parts} parts
 * @param {import('./export.js').Reports} reports
 */
export const makePresetSharing = (document, { store, root, timers }, { notify, copy }) => {
  const ask = makeOfferDialog(document);
  let offered = Promise.resolve();

  /** Asks whether to add rolls, and adds them. @param {SharedRolls} shared @returns {Promise<string>} what came of it */
  const offer = async ({ rolls, refused }) => {
    const { added, ...rest } = compareWith(store.state.presets, rolls);
    const others = sentence(restText({ ...rest, refused }));
    if (added.length === 0) return `Nothing to add.${others}`;
    if (!await ask(added, others.trim())) return 'No saved rolls were added.';
    store.dispatch({ type: 'presets', presets: addPresets(store.state.presets, added) });
    return `Added ${added.length} saved ${added.length === 1 ? 'roll' : 'rolls'}.${others}`;
  };

  /** @param {boolean} invites */
  const linkOf = (invites) => {
    const { presets, table } = store.state;
    const text = presetsAsText(presets);
    if (text === null) return null;
    const keys = table?.keys ?? {};
    const link = new URL(table && invites ? tableLink(root, table.name, keys.player ?? keys.watcher) : root);
    link.hash = withPresets(link.hash, text);
    return link.href;
  };

  const dialog = makeShareDialog(document, {
    read: (invites) => ({
      count: store.state.presets.length, link: linkOf(invites), canInvite: store.state.table?.status === 'at',
    }),
    copy,
    save: () => {
      const date = new Date(timers.nowMs()).toISOString().slice(0, 10);
      saveText(document, `dicegate-saved-rolls-${date}.json`, 'application/json', presetsAsFile(store.state.presets));
      dialog.say('Saved.');
    },
    openFile: async (file) => {
      const shared = file.size > MAX_FILE_BYTES ? null : readPresetsFile(await file.text().catch(() => ''));
      const problem = file.size > MAX_FILE_BYTES ? BIG_FILE : BAD_FILE;
      const text = shared === null ? problem : await offer(shared);
      dialog.update();
      dialog.say(text);
    },
  });

  return {
    sharePresets: dialog.open,

    /** Asks about the saved rolls of a link, one link at a time. @param {string} text */
    offerPresets: (text) => {
      offered = offered.then(async () => {
        const shared = readPresetsText(text);
        await untilFree(document);
        notify(shared === null ? BAD_LINK : await offer(shared));
        // Or a reload would ask again. Another link may have come meanwhile.
        if (presetsIn(location.hash) === text) {
          history.replaceState(null, '', location.pathname + location.search + withPresets(location.hash, null));
        }
      });
    },
  };
};
