// @ts-check
/**
 * Measures the page with Lighthouse on a phone and on a desktop, and prints the scores. Exits with 1
 * if performance is under 95, or accessibility or best practices under 100.
 *
 * Run it by hand against a running server, such as the one that `mvn` starts:
 *
 *   npm ci --ignore-scripts --prefix src/test/lighthouse
 *   npm start --prefix src/test/lighthouse -- http://localhost:8088/
 *
 * The browser is CHROMIUM, /usr/bin/chromium, or the one that chrome-launcher finds. Full reports go
 * to target/lighthouse. The median of three measurements counts, since a single one varies with the
 * machine's load.
 */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100 };
const RUNS = 3;
const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const REPORTS = fileURLToPath(new URL('../../../target/lighthouse/', import.meta.url));
const url = process.argv[2] ?? 'http://localhost:8088/';

/** @type {Record<string, import('lighthouse').Config | undefined>} */
const FORM_FACTORS = { mobile: undefined, desktop: desktopConfig };

const chromium = () => process.env.CHROMIUM
  ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);

/** @param {string} name @param {number} port of the browser @returns {Promise<import('lighthouse').RunnerResult>} */
const measure = async (name, port) => {
  const flags = {
    port, onlyCategories: Object.keys(LEAST), output: /** @type {const} */ ('html'),
    logLevel: /** @type {const} */ ('error'),
  };
  const result = await lighthouse(url, flags, FORM_FACTORS[name]);
  if (!result || result.lhr.runtimeError) {
    throw new Error(result?.lhr.runtimeError?.message ?? 'Lighthouse measured nothing.');
  }
  return result;
};

/** @param {import('lighthouse').RunnerResult} result @param {string} category */
const scoreOf = ({ lhr }, category) => Math.round((lhr.categories[category].score ?? 0) * 100);

/** @param {import('lighthouse').RunnerResult} result */
const faultsOf = ({ lhr }) => Object.values(lhr.categories)
  .filter(({ id }) => id !== 'performance')
  .flatMap(({ auditRefs }) => auditRefs)
  .map(({ id, weight }) => ({ weight, audit: lhr.audits[id] }))
  .filter(({ weight, audit }) => weight > 0 && audit.score !== null && audit.score < 1)
  .map(({ audit }) => `  ${audit.id}: ${audit.title}`);

/** @param {string} name @param {import('lighthouse').RunnerResult} result @returns {boolean} whether the scores suffice */
const report = (name, result) => {
  const scores = Object.keys(LEAST).map((category) => `${category} ${scoreOf(result, category)}`);
  const audits = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time',
    'cumulative-layout-shift'].map((id) => `${id} ${result.lhr.audits[id].displayValue}`);
  console.log(`${name}: ${scores.join(', ')} (${audits.join(', ')})`);
  for (const fault of faultsOf(result)) console.log(fault);
  return Object.entries(LEAST).every(([category, least]) => scoreOf(result, category) >= least);
};

mkdirSync(REPORTS, { recursive: true });
const chrome = await launch({
  chromePath: chromium(), chromeFlags: ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  for (const name of Object.keys(FORM_FACTORS)) {
    const results = [];
    for (let run = 0; run < RUNS; run += 1) results.push(await measure(name, chrome.port));
    results.sort((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'));
    const middle = results[Math.floor(RUNS / 2)];
    writeFileSync(`${REPORTS}${name}.html`, String(middle.report));
    if (!report(name, middle)) process.exitCode = 1;
  }
} finally {
  chrome.kill();
}
