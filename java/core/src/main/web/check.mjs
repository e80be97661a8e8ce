// SPDX-License-Identifier: Apache-2.0
// Opens reports in Chromium, at the widths of a desktop and a phone, light and dark, with and without JavaScript:
//   node check.mjs CHROMIUM FOLDER FILE...
// It leaves screenshots in FOLDER. A report fails that says anything on the console, asks the network, does not draw a
// chart, is wider than the screen, is 3 MB or larger, or has a serious finding of axe. It prints the CPU time that each
// took to draw, which should be below a second; no check depends on it, because a busy machine takes longer.
import {readFileSync, statSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const [executablePath, folder, ...files] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MOST_BYTES = 3e6;
const screens = {desktop: {width: 1280, height: 900}, phone: {width: 390, height: 844}};
let passed = 0;
let failed = 0;

function expect(what, good, found = '') {
  good ? passed++ : failed++;
  console.log(`${good ? 'ok     ' : 'FAILED '} ${what}${good ? '' : `: ${found}`}`);
}

async function look(browser, file, screen, colorScheme, javaScriptEnabled) {
  const what = `${basename(file)}, ${screen}, ${colorScheme}${javaScriptEnabled ? '' : ', no JavaScript'}`;
  const context = await browser.newContext({viewport: screens[screen], colorScheme, javaScriptEnabled});
  const page = await context.newPage();
  const said = [];
  page.on('console', message => said.push(message.text()));
  page.on('pageerror', error => said.push(error.message));
  page.on('request', request => /^(file|data|blob):/.test(request.url()) || said.push(`asked for ${request.url()}`));
  const devtools = javaScriptEnabled ? await context.newCDPSession(page) : null;
  await devtools?.send('Performance.enable', {timeDomain: 'threadTicks'});
  await page.goto(pathToFileURL(resolve(file)).href, {waitUntil: 'load'});
  const first = `${folder}/${basename(file, '.html')}-${screen}-${colorScheme}${javaScriptEnabled ? '' : '-static'}`;
  await page.screenshot({path: `${first}-first.png`});
  if (javaScriptEnabled) {
    const {metrics} = await devtools.send('Performance.getMetrics');
    const ms = 1000 * metrics.find(metric => metric.name === 'TaskDuration').value;
    if (screen === 'desktop' && colorScheme === 'light') {
      console.log(`time    ${what}: drawn in ${Math.round(ms)} ms of CPU time`);
    }
    await page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = true; }));
    const drawn = await page.waitForFunction(
      () => [...document.querySelectorAll('figure.chart')].every(f => f.querySelector('.drawing svg')),
      null, {timeout: 20000}).then(() => true, () => false);
    expect(`${what}: every chart is drawn`, drawn, 'a chart is missing');
    // Colours do not depend on the screen, so that each screen and each scheme is checked once.
    if ((screen === 'desktop') === (colorScheme === 'light')) {
      await page.addScriptTag({content: axe}).catch(() => page.evaluate(axe));
      const {violations} = await page.evaluate(() => window.axe.run());
      const serious = violations.filter(v => v.impact === 'serious' || v.impact === 'critical');
      expect(`${what}: no serious finding of axe`, serious.length === 0,
        serious.map(v => `${v.id} at ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', ')}`).join('; '));
    }
    await page.screenshot({path: `${first}.png`, fullPage: true});
  } else {
    const charts = await page.locator('figure.chart').count();
    const drawings = await page.locator('figure.chart .static').filter({has: page.locator('svg, table')}).count();
    expect(`${what}: a static drawing stands for every chart`, charts === drawings, `${drawings} of ${charts}`);
    await page.screenshot({path: `${first}.png`, fullPage: true});
  }
  const width = await page.locator('html').evaluate(html => html.scrollWidth).catch(() => 0);
  expect(`${what}: fits the screen`, width <= screens[screen].width, `${width} px`);
  expect(`${what}: silent`, said.length === 0, said.join('; '));
  await context.close();
}

const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
// Pages are looked at side by side, because drawing one takes one CPU.
await Promise.all(files.map(async file => {
  expect(`${basename(file)}: below 3 MB`, statSync(file).size < MOST_BYTES, statSync(file).size);
  for (const screen of Object.keys(screens)) {
    for (const scheme of ['light', 'dark']) {
      await look(browser, file, screen, scheme, true);
    }
  }
  await look(browser, file, 'phone', 'light', false);
}));
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
