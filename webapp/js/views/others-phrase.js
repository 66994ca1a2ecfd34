// @ts-check
/** The announcement of others' rolls. Pure. */

/** This many are listed; the rest are counted. */
export const MAX_LISTED = 2;

/**
 * Puts several rolls into one phrase.
 *
 * @param {readonly { name: string, total: string }[]} entries oldest first
 * @returns {string} such as "Ana 14, Bo 7, and 3 more."
 */
export const othersPhrase = (entries) => {
  const listed = entries.slice(0, MAX_LISTED).map(({ name, total }) => `${name} ${total}`);
  const more = entries.length - listed.length;
  if (more > 0) listed.push(`and ${more} more`);
  return listed.length === 0 ? '' : `${listed.join(', ')}.`;
};
