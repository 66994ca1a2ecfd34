// @ts-check
/** The badge beside a die at rest: what it did, or that its face is an extreme one. */

/** @typedef {{ kind: string, sign: string }} Mark `kind`: its class in CSS */

/** Makes a badge. @param {Mark} mark */
export const badgeOf = ({ kind, sign }) => {
  const badge = document.createElement('span');
  badge.className = `tray-mark ${kind}`;
  badge.textContent = sign;
  return badge;
};
