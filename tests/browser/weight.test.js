// What a page weighs on the way, with everything that its first paint needs, compressed as a server would.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { everyKindOfPage, launch } from "./pages.js";

const LIMIT = 30 * 1024;

let browser;
let pages;

before(async () => {
  browser = await launch();
  pages = await everyKindOfPage(browser);
});

after(() => browser?.close());

test("home, scorecard and report weigh at most 30 KB each", async (t) => {
  for (const kind of ["home", "home-en", "overview", "scorecard", "scorecard-en", "report", "report-2015", "report-boston"]) {
    await t.test(kind, async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const bodies = [];
      page.on("response", (response) => bodies.push(response.body()));
      await page.goto(pages[kind], { waitUntil: "networkidle" });
      // A script that stands in the head without `defer` would hold the first paint.
      const blocking = await page.locator("head script:not([defer]):not([type=module]):not([async])").count();
      assert.equal(blocking, 0, "scripts that the first paint waits for");
      const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
      const sum = sizes.reduce((a, b) => a + b, 0);
      console.log(`${kind}: ${sum} bytes in ${sizes.length} files`);
      assert.ok(sum <= LIMIT, `${sum} bytes`);
      await context.close();
    });
  }
});
