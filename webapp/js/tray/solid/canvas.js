// @ts-check
/** The canvas that dice are drawn on, out of sight while its context is lost. */

/**
 * Makes a canvas.
 *
 * @param {{ lost: () => void, back: () => void }} on what befalls its context
 */
export const makeCanvas = (on) => {
  const canvas = document.createElement('canvas');
  canvas.className = 'tray-canvas';
  canvas.setAttribute('aria-hidden', 'true');

  /** @param {Event} event */
  const lose = (event) => {
    // Without this the context would never come back.
    event.preventDefault();
    canvas.hidden = true;
    on.lost();
  };
  const reconnect = () => {
    canvas.hidden = false;
    on.back();
  };
  canvas.addEventListener('webglcontextlost', lose);
  canvas.addEventListener('webglcontextrestored', reconnect);

  /** Takes it away; that its context goes then is no loss. */
  const leave = () => {
    canvas.removeEventListener('webglcontextlost', lose);
    canvas.removeEventListener('webglcontextrestored', reconnect);
    canvas.remove();
  };
  return { canvas, leave };
};
