import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chiSquareTail, logGamma, normalBelow, noncentralTail, upperGamma, solveDecreasing }
  from '../../../../webapp/js/odds/gamma.js';

const close = (actual, expected, within = 1e-12) => assert.ok(
  Math.abs(actual - expected) <= within * Math.max(1, Math.abs(expected)), `${actual}, not ${expected}`);

test('the gamma function equals the factorials', () => {
  close(logGamma(1), 0);
  close(logGamma(0.5), Math.log(Math.PI) / 2);
  close(logGamma(11), Math.log(3_628_800));
  close(logGamma(171), 706.5730622457874);
});

describe('the upper gamma function', () => {
  test('is a sum of powers for whole numbers', () => {
    for (const a of [1, 2, 5, 20]) {
      for (const x of [0.1, 1, 4.9, 5, 20, 60]) {
        let term = Math.exp(-x);
        let sum = term;
        for (let n = 1; n < a; n += 1) sum += (term *= x / n);
        close(upperGamma(a, x), sum);
      }
    }
  });

  test('is 1 at 0, and falls to 0', () => {
    assert.equal(upperGamma(3, 0), 1);
    assert.ok(upperGamma(3, 1000) < 1e-100);
  });
});

test('chi-square has the values of the tables', () => {
  // https://www.itl.nist.gov/div898/handbook/eda/section3/eda3674.htm
  for (const [degrees, five, one] of [
    [1, 3.841, 6.635], [3, 7.815, 11.345], [5, 11.070, 15.086], [9, 16.919, 21.666],
    [19, 30.144, 36.191], [99, 123.225, 134.642],
  ]) {
    close(chiSquareTail(five, degrees), 0.05, 1e-4);
    close(chiSquareTail(one, degrees), 0.01, 1e-4);
  }
});

test('the normal distribution has the values of the tables', () => {
  close(normalBelow(0), 0.5);
  close(normalBelow(1.959963984540054), 0.975);
  close(normalBelow(-1), 0.15865525393145705);
  close(normalBelow(-8), 6.220960574271785e-16);
  assert.equal(normalBelow(40), 1);
});

describe('noncentral chi-square', () => {
  test('without a shift is the central one', () => close(noncentralTail(11.07, 5, 0), chiSquareTail(11.07, 5)));

  test('of one degree is a shifted normal', () => {
    const byNormal = (1 - normalBelow(2 - 1.5)) + normalBelow(-2 - 1.5);
    close(noncentralTail(4, 1, 1.5 ** 2), byNormal, 1e-9);
  });

  test('has the power of the tables', () => {
    // Shifts for a power of 0.8 at the level 0.05, as in Cohen, Statistical Power Analysis, 1988.
    for (const [degrees, shift] of [[1, 7.849], [5, 12.828], [10, 16.241], [20, 20.961]]) {
      const value = solveDecreasing((x) => chiSquareTail(x, degrees), 0.05);
      close(noncentralTail(value, degrees, shift), 0.8, 1e-3);
    }
  });
});

test('a decreasing function is solved for a value', () => {
  close(solveDecreasing((x) => 1 / (1 + x), 0.01), 99, 1e-9);
});
