// @ts-check
/** What screen readers are told of the rolls of others. Pure. */

/** So many are told one by one. */
export const MAX_LISTED = 2;

/**
 * Puts several rolls into one phrase.
 *
 * @param {readonly { name: string, total: string }[]} entries oldest first
 * @returns {string} such as "Ana 14, Bo 7, and 3 more."
 */
export const othersPhrase = (entries) => {
  const told = entries.slice(0, MAX_LISTED).map(({ name, total }) => `${name} ${total}`);
  const more = entries.length - told.length;
  if (more > 0) told.push(`and ${more} more`);
  return told.length === 0 ? '' : `${told.join(', ')}.`;
};
