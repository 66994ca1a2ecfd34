// @ts-check
/** Where the server's WebSocket is, and what is spoken there. */

/** The subprotocol that the page and the client offer. */
export const SUBPROTOCOL = 'dicegate.v1.json';

/** @param {string} rootUrl the directory of the server's files, with a slash at the end */
export const socketUrl = (rootUrl) => {
  const url = new URL('ws', rootUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
};
