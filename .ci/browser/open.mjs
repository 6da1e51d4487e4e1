// Opens reports in a real browser and remembers everything that a report must not do.
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export async function browser() {
  return puppeteer.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--font-render-hinting=none'],
  });
}

/** Opens a file; `told` collects messages of the console, errors and requests for anything but the file. */
export async function open(chromium, file, { width, height = 900, scheme = 'light', scale = 1 }) {
  const page = await chromium.newPage();
  const told = [];
  const address = pathToFileURL(file).href;
  page.on('console', (message) => told.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => told.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== address && request.url() !== 'data:,') told.push(`request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => told.push(`failed: ${request.url()}`));
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  await page.goto(address, { waitUntil: 'load' });
  return { page, told };
}
