// @ts-check
/** Downloads. */

/** How long a file stays available: Safari fetches it late. */
const TAKING_MS = 60_000;

/**
 * Downloads a text as a file.
 *
 * @param {Document} document
 * @param {string} name
 * @param {string} mediaType
 * @param {string} text
 */
export const saveText = (document, name, mediaType, text) => {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TAKING_MS);
};
