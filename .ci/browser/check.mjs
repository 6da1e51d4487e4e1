// Checks reports: node check.mjs FILE...; says everything that is wrong, and exits 1 then.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { browser, open } from './open.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [320, 400, 768, 1280, 1920];

const wrong = [];
const chromium = await browser();

async function overflows(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const outside = [...document.querySelectorAll('body *')].filter((element) => {
      if (element.closest('.scroll, svg, .patterns')) return false;
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > document.documentElement.clientWidth + 1;
    });
    return { wide, outside: outside.map((element) => element.outerHTML.slice(0, 120)) };
  });
}

async function looks(page) {
  return page.evaluate(() => {
    const style = (selector, property) => {
      const element = document.querySelector(selector);
      return element ? getComputedStyle(element)[property] : '';
    };
    const bars = [...document.querySelectorAll('svg .phase')].map((bar) => getComputedStyle(bar).fill);
    return {
      paper: style('body', 'backgroundColor'),
      ink: style('body', 'color'),
      unstyled: bars.filter((fill) => fill === 'rgb(0, 0, 0)').length,
      bars: bars.length,
      patterns: bars
        .filter((fill) => fill.startsWith('url'))
        .filter((fill) => !document.querySelector(fill.replace(/^url\("?|"?\)$/g, ''))).length,
    };
  });
}

async function accessibility(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const found = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.violations.map((violation) => {
      const first = violation.nodes[0];
      return `${violation.id} (${violation.nodes.length}): ${violation.help}: ${first.html.slice(0, 160)} ${first.failureSummary}`;
    });
  });
}

for (const file of process.argv.slice(2)) {
  const say = (text) => wrong.push(`${file}: ${text}`);
  const papers = new Set();
  for (const scheme of ['light', 'dark']) {
    const { page, told } = await open(chromium, file, { width: 1280, scheme });
    const seen = await looks(page);
    papers.add(seen.paper);
    if (seen.unstyled > 0) say(`${scheme}: ${seen.unstyled} bars have no look: does the policy block the style sheet?`);
    if (seen.patterns > 0) say(`${scheme}: ${seen.patterns} bars are filled with patterns that are not there`);
    told.forEach((text) => say(`${scheme}: ${text}`));
    (await accessibility(page)).forEach((text) => say(`${scheme}: ${text}`));
    await page.close();
  }
  if (papers.size !== 2) say(`the same paper in light and dark: ${[...papers]}`);
  for (const width of WIDTHS) {
    const { page } = await open(chromium, file, { width });
    const { wide, outside } = await overflows(page);
    if (wide > 0 || outside.length > 0) say(`${width} px: ${wide} px too wide: ${outside.slice(0, 3).join(' ')}`);
    await page.close();
  }
  const { page } = await open(chromium, file, { width: 1280, scheme: 'dark' });
  await page.emulateMediaType('print');
  if ((await looks(page)).paper !== 'rgb(255, 255, 255)') say('print: paper that is not white');
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  if (pdf.length < 10_000) say(`print: a PDF of ${pdf.length} bytes`);
  await page.close();
}

await chromium.close();
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${process.argv.length - 2} reports: no script, request or overflow; light, dark and print; accessible`);
