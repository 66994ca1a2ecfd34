// @ts-check
/** The rail: the last roll of each other member, in a small tray of its own. Loaded when there is a table. */

import { RailPlaces } from '../state/rail-places.js';
import { find } from './dom.js';
import { makeCell, throwDice, writeCell, writeFormer } from './rail-cell.js';

/** @typedef {import('./rail-cell.js').OthersRow} OthersRow */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {import('./rail-cell.js').Cell} Cell */

/** The least width of a place: a total, and three small dice. */
const PLACE_REM = 4;

/**
 * @typedef {object} RailParts
 * @property {typeof import('../tray/flat.js').mountFlat} mountFlat
 * @property {(members: readonly Member[]) => Map<string, import('./badges.js').Badge>} badgesOf
 * @property {(badge: import('./badges.js').Badge) => HTMLElement} disc
 * @property {(key: string) => void} endThrow of the row with the key
 * @property {() => number} nowMs
 * @property {import('./rail-cell.js').RowReader} read
 */

/** Returns how many places there is room for. @param {HTMLElement} rail */
const roomIn = (rail) => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.max(1, Math.floor(rail.clientWidth / (PLACE_REM * rem)));
};

/** Mounts the rail. @param {ParentNode} page @param {RailParts} parts */
export const mountRail = (page, { mountFlat, badgesOf, disc, endThrow, nowMs, read }) => {
  const rail = find(page, '#rail', HTMLElement);
  /** @type {RailPlaces<OthersRow>} */
  const places = new RailPlaces(0);
  /** @type {Cell[]} */
  const cells = [];
  let serial = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {readonly Member[]} */
  let members = [];
  /** A watcher sees each roll on the tray as well, where its throw ends. */
  let isWatcher = false;
  let tableName = '';
  /** The number of other members. */
  let others = 0;
  /** @type {State['rows'] | null} */
  let seenRows = null;

  /** @param {string | null} thrownKey of the roll that was just added */
  const draw = (thrownKey) => {
    const badges = badgesOf(members);
    places.places.forEach((place, at) => {
      const made = cells[at];
      made.cell.classList.toggle('empty', place === null);
      if (place === null) {
        made.shown = null;
        return;
      }
      const { roll, former } = place;
      writeFormer(made, former.map((each) => each.roll), read);
      if (made.shown === roll) return;
      made.shown = roll;
      const badge = badges.get(place.member);
      writeCell(made, roll, badge ? [disc(badge)] : [], read);
      throwDice(made, roll, roll.key === thrownKey, read, () => { if (!isWatcher) endThrow(roll.key); });
    });
    clearTimeout(timer);
    const { nextMs } = places;
    if (nextMs !== null) timer = setTimeout(() => { places.advance(nowMs()); draw(null); }, Math.max(0, nextMs - nowMs()));
  };

  /** As many places as fit, up to one for each other member; those of members who have left stay. */
  const resize = () => {
    const count = Math.min(Math.max(others, cells.length), roomIn(rail));
    if (count === cells.length) return;
    places.resize(count);
    while (cells.length > count) cells.pop()?.layer.dispose();
    while (cells.length < count) cells.push(makeCell(mountFlat));
    for (const each of cells) each.shown = null;
    rail.replaceChildren(...cells.map(({ cell }) => cell));
    draw(null);
  };
  new ResizeObserver(() => {
    if (!rail.hidden) resize();
    for (const { layer } of cells) layer.fit();
  }).observe(rail);

  /** @param {State} state */
  return ({ table, rows, railThrow, isStream }) => {
    members = table?.members ?? [];
    isWatcher = isStream || table?.you?.role === 'watcher';
    others = table !== null && table.status !== 'refused' ? members.filter(({ id }) => id !== table.you?.id).length : 0;
    const name = table?.name ?? '';
    // At another table, or after its log was cleared, the rolls of before are gone.
    const isGone = rows !== seenRows && places.places.some((place) => place !== null && !rows.some(({ key }) => key === place.roll.key));
    seenRows = rows;
    if (name !== tableName || isGone) {
      tableName = name;
      places.clear();
      draw(null);
    }
    rail.hidden = table === null || (others === 0 && places.places.every((place) => place === null));
    if (!rail.hidden) resize();
    if (railThrow.serial === serial) return;
    serial = railThrow.serial;
    const row = rows.find(({ key }) => key === railThrow.key);
    if (!row?.by) return;
    const thrown = { ...row, by: row.by };
    const isShown = !rail.hidden && places.add(row.by.id, thrown, nowMs());
    draw(row.key);
    // What waits for a place is in the log at once.
    if (!isShown && !isWatcher) endThrow(row.key);
  };
};
