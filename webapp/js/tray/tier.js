// @ts-check
/** Which way to show dice suits this device. */

/** @typedef {'3d' | 'flat' | 'text'} Tier */
/** @typedef {'auto' | Tier} Choice */
/** @typedef {'hardware' | 'software' | 'none'} Graphics */

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Tells what draws in 3D here, without keeping any of it. @returns {Graphics} */
export const probeGraphics = () => {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return 'none';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return SOFTWARE.test(name) ? 'software' : 'hardware';
};

/** Whether the reader asked for little data. */
const savesData = () => Boolean(/** @type {any} */ (navigator).connection?.saveData);

/**
 * Returns why dice are not shown in 3D.
 *
 * @param {Choice} choice
 * @returns {'chosen' | 'unavailable' | 'software' | 'data' | null} null if nothing speaks against it
 */
export const whyNotSolid = (choice) => {
  if (choice === 'flat' || choice === 'text') return 'chosen';
  if (choice === 'auto' && savesData()) return 'data';
  const graphics = probeGraphics();
  if (graphics === 'none') return 'unavailable';
  return graphics === 'software' && choice === 'auto' ? 'software' : null;
};
