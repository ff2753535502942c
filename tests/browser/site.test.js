// Every kind of page in headless Chromium at 360 and 1280 px, light and dark: no sideways scroll, no console
// message, no request to another origin, no violation of axe's rules. A picture of each is kept.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { everyKindOfPage, launch, site } from "./pages.js";

const pictures = process.env.PICTURES;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser;
let pages;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launch();
  pages = await everyKindOfPage(browser);
});

after(() => browser?.close());

// Whether a page runs a script of its own.
const runs = (kind) => /^(search|calculator)/.test(kind);

// What a page says on the console, and whom it asks beside its own site.
function watch(page) {
  const heard = { messages: [], foreign: [] };
  page.on("console", (message) => heard.messages.push(message.text()));
  page.on("pageerror", (error) => heard.messages.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(site)) heard.foreign.push(request.url());
  });
  return heard;
}

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every kind of page at ${width} px, ${colorScheme}`, async (t) => {
      // Without JavaScript, with it, and with axe, which the page's own policy would refuse.
      const viewport = { width, height: 800 };
      const plain = await browser.newContext({ viewport, colorScheme, javaScriptEnabled: false });
      const scripted = await browser.newContext({ viewport, colorScheme });
      const audited = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
      for (const [kind, address] of Object.entries(pages)) {
        await t.test(kind, async () => {
          const ways = runs(kind) ? [["", plain], ["-script", scripted]] : [["", plain]];
          for (const [name, context] of ways) {
            const page = await context.newPage();
            const heard = watch(page);
            const answer = await page.goto(address, { waitUntil: runs(kind) ? "networkidle" : "load" });
            assert.ok(answer.ok() || kind === "not-found", `${address}: ${answer.status()}`);
            await page.screenshot({ path: `${pictures}/${kind}-${width}-${colorScheme}${name}.png`, fullPage: true });
            assert.deepEqual(heard, { messages: [], foreign: [] });
            await page.close();
          }
          const page = await audited.newPage();
          await page.goto(address, { waitUntil: runs(kind) ? "networkidle" : "load" });
          const scroll = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(scroll <= 0, `${address} scrolls sideways by ${scroll} px`);
          await page.addScriptTag({ path: axe });
          const { violations } = await page.evaluate(() => window.axe.run());
          const told = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).join(" ")}`);
          assert.deepEqual(told, []);
          await page.close();
        });
      }
      await plain.close();
      await scripted.close();
      await audited.close();
    });
  }
}
