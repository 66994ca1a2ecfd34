// @ts-check
/** Whispers: rolls for some members of the table alone. Pure. */

/** @typedef {import('./model.js').Recipients} Recipients */
/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */

/** Names members, as far as they are at the table. @param {State} state @param {readonly string[]} ids @returns {Row['seers']} */
export const named = ({ table }, ids) => ids.map((id) => ({
  id, name: id === table?.you?.id ? 'you' : table?.members.find((member) => member.id === id)?.name ?? '',
}));

/** Returns who sees the next roll; of the members chosen for a whisper, those who are there. @param {State} state @returns {Recipients} */
export const recipientsNow = (state) => (typeof state.to === 'string' ? state.to
  : named(state, state.to).filter(({ name }) => name).map(({ id }) => id));

/**
 * Returns who sees a roll like that of a row. Whatever others have whispered is rolled again for the player alone.
 *
 * @param {Row} row
 * @returns {Recipients}
 */
export const recipientsOf = ({ to, mine, seers }) => {
  if (to !== 'whisper') return to;
  return mine && seers.length > 0 ? seers.map(({ id }) => id) : 'self';
};

/** The members of a row that say for whom it is. @param {State} state @param {Recipients} to @returns {Pick<Row, 'to' | 'seers'>} */
export const audienceOf = (state, to) =>
  (typeof to === 'string' ? { to, seers: [] } : { to: 'whisper', seers: named(state, to) });
