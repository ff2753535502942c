// Every kind of page in headless Chromium at 360 and 1280 px, light and dark: no sideways scroll, no console
// message, no request to another origin, no violation of axe's rules. A picture of each is kept.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const site = process.env.SITE;
const pictures = process.env.PICTURES;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

let browser;
let pages;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({ executablePath, args });
  pages = await everyKindOfPage();
});

after(() => browser?.close());

// The kinds of pages, found by following links as a reader would.
async function everyKindOfPage() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const first = async (from, pattern) => {
    await page.goto(from);
    const links = await page.locator("main a").evaluateAll((found) => found.map((link) => link.href));
    const link = links.find((address) => pattern.test(address));
    assert.ok(link, `${from} has no link like ${pattern}`);
    return link;
  };
  const report = /\/laporan\/[a-z2-7]{2}\/[a-z2-7]{16}\//;
  const list = `${site}contoh/laporan/`;
  const found = {
    home: site,
    overview: `${site}contoh/`,
    "overview-2015": `${site}lapor-2015/`,
    agencies: `${site}contoh/instansi/`,
    scorecard: await first(`${site}contoh/instansi/`, /\/instansi\/[a-z-]+\//),
    browse: `${site}contoh/telusuri/`,
    categories: `${site}contoh/kategori/`,
    "places-en": `${site}en/contoh/tempat/`,
    "categories-2015": `${site}lapor-2015/kategori/`,
    corrections: `${site}contoh/koreksi/`,
    reports: list,
    anonymous: `${site}contoh/laporan/anonim/`,
    report: await first(list, report),
    "follow-ups": `${site}contoh/tindak-lanjut/`,
    stories: `${site}kisah/`,
    story: await first(`${site}kisah/`, /\/kisah\/[a-z-]+\//),
    method: `${site}metode/`,
    about: `${site}tentang/`,
    "not-found": `${site}404.html`,
    "home-en": `${site}en/`,
    "overview-en": `${site}en/contoh/`,
    "method-en": `${site}en/metode/`,
  };
  found["report-2015"] = await first(`${site}lapor-2015/laporan/`, report);
  found["report-anonymous"] = await first(found.anonymous, report);
  await context.close();
  return found;
}

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every kind of page at ${width} px, ${colorScheme}`, async (t) => {
      // Without JavaScript nothing may be missing; axe needs it, so the pages are read twice.
      const plain = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled: false });
      const scripted = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      for (const [kind, address] of Object.entries(pages)) {
        await t.test(kind, async () => {
          const page = await plain.newPage();
          const messages = [];
          const foreign = [];
          page.on("console", (message) => messages.push(message.text()));
          page.on("pageerror", (error) => messages.push(String(error)));
          page.on("request", (request) => {
            if (!request.url().startsWith(site)) foreign.push(request.url());
          });
          const answer = await page.goto(address);
          assert.ok(answer.ok() || kind === "not-found", `${address}: ${answer.status()}`);
          await page.screenshot({ path: `${pictures}/${kind}-${width}-${colorScheme}.png`, fullPage: true });
          assert.deepEqual(foreign, []);
          assert.deepEqual(messages, []);
          await page.close();

          const audited = await scripted.newPage();
          await audited.goto(address);
          const scroll = await audited.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(scroll <= 0, `${address} scrolls sideways by ${scroll} px`);
          await audited.addScriptTag({ path: axe });
          const { violations } = await audited.evaluate(() => window.axe.run());
          const told = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).join(" ")}`);
          assert.deepEqual(told, []);
          await audited.close();
        });
      }
      await plain.close();
      await scripted.close();
    });
  }
}
