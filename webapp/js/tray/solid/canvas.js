// @ts-check
/** The canvas that dice are drawn on; hidden while its context is lost. */

/**
 * Makes a canvas.
 *
 * @param {{ lost: () => void, restored: () => void }} on changes of its context
 */
export const makeCanvas = (on) => {
  const canvas = document.createElement('canvas');
  canvas.className = 'tray-canvas';
  canvas.setAttribute('aria-hidden', 'true');

  /** @param {Event} event */
  const lose = (event) => {
    // By default, a lost context is never restored.
    event.preventDefault();
    canvas.hidden = true;
    on.lost();
  };
  const restore = () => {
    canvas.hidden = false;
    on.restored();
  };
  canvas.addEventListener('webglcontextlost', lose);
  canvas.addEventListener('webglcontextrestored', restore);

  /** Removes it; the loss of its context then is no event. */
  const dispose = () => {
    canvas.removeEventListener('webglcontextlost', lose);
    canvas.removeEventListener('webglcontextrestored', restore);
    canvas.remove();
  };
  return { canvas, dispose };
};
