// @ts-check
/**
 * The regularised incomplete gamma function, and the distributions that follow from it. Pure.
 * See https://dlmf.nist.gov/8.7 (series) and https://dlmf.nist.gov/8.9 (continued fraction).
 */

/** Lanczos coefficients, g = 7, n = 9: accurate to 15 digits. */
const LANCZOS = Object.freeze([
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
]);

const MAX_TERMS = 10_000;
const EPSILON = 1e-15;

/** The logarithm of the gamma function. @param {number} x above 0 @returns {number} */
export const logGamma = (x) => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  const [first, ...rest] = LANCZOS;
  const sum = rest.reduce((all, factor, index) => all + factor / (x + index), first);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
};

/** @param {number} a @param {number} x the factor of both expansions */
const prefactor = (a, x) => Math.exp(a * Math.log(x) - x - logGamma(a));

/** The lower function by its series; fast for x below a. @param {number} a @param {number} x */
const lowerSeries = (a, x) => {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * EPSILON; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * prefactor(a, x);
};

/** The upper function by its continued fraction (Lentz's method). @param {number} a @param {number} x */
const upperFraction = (a, x) => {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b || tiny);
    c = b + factor / c || tiny;
    value *= d * c;
    if (Math.abs(d * c - 1) < EPSILON) break;
  }
  return value * prefactor(a, x);
};

/**
 * The regularised upper incomplete gamma function Q(a, x).
 *
 * @param {number} a above 0
 * @param {number} x from 0
 */
export const upperGamma = (a, x) => {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
};

/** The probability that chi-square is at least a value. @param {number} value @param {number} degrees */
export const chiSquareTail = (value, degrees) => upperGamma(degrees / 2, value / 2);

/** The probability that a standard normal variable is below z. @param {number} z */
export const normalBelow = (z) => {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? tail : 1 - tail;
};

/**
 * The probability that noncentral chi-square is at least a value: a Poisson mixture of central ones.
 *
 * @param {number} value
 * @param {number} degrees
 * @param {number} shift the noncentrality
 */
export const noncentralTail = (value, degrees, shift) => {
  const half = shift / 2;
  const most = Math.ceil(half + 12 * Math.sqrt(half + 1) + 12);
  let sum = 0;
  for (let n = 0; n <= most; n += 1) {
    const weight = half === 0 ? Number(n === 0) : Math.exp(n * Math.log(half) - half - logGamma(n + 1));
    sum += weight * chiSquareTail(value, degrees + 2 * n);
  }
  return Math.min(sum, 1);
};

/**
 * Solves `falling(x) = value` by bisection.
 *
 * @param {(x: number) => number} falling from 0 on
 * @param {number} value that it reaches
 */
export const solveDecreasing = (falling, value) => {
  let high = 1;
  while (falling(high) > value) high *= 2;
  let low = 0;
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (falling(middle) > value) low = middle;
    else high = middle;
  }
  return high;
};
