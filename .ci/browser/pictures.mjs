// Takes pictures of reports: node pictures.mjs FILE=PICTURE...; one at the width of a page of text, in light and in dark.
import { browser, open } from './open.mjs';

const chromium = await browser();
for (const pair of process.argv.slice(2)) {
  const [file, picture] = pair.split('=');
  for (const scheme of ['light', 'dark']) {
    const { page } = await open(chromium, file, { width: 1200, scheme, scale: 2 });
    // Down to the end of the first part, which has what there is to see.
    const end = await page.evaluate(() => document.querySelector('main section').getBoundingClientRect().bottom);
    await page.screenshot({
      path: `${picture}-${scheme}.png`,
      clip: { x: 0, y: 0, width: 1200, height: Math.ceil(end) + 40 },
    });
    await page.close();
  }
}
await chromium.close();
