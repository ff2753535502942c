// By keyboard alone: every link, field and summary is reached by Tab in the order of the page, is seen to have the focus, and none
// keeps it; the first Tab offers to skip the menus.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyKindOfPage, launch } from "./pages.js";

let browser;
let pages;

before(async () => {
  browser = await launch();
  pages = await everyKindOfPage(browser);
});

after(() => browser?.close());

// What can have the focus on the page as it stands, in its order.
const reachable = () => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  return [...all].filter((found) => !found.disabled && found.checkVisibility({ visibilityProperty: true })).length;
};

// The place of the focused element among all, and whether its outline is drawn.
const focused = () => {
  const found = document.activeElement;
  if (!found || found === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(found);
  const place = [...document.querySelectorAll("*")].indexOf(found);
  // A date has a stop for each of its parts.
  const parts = found.matches("input[type=date]");
  return { place, parts, seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, text: found.textContent.trim().slice(0, 40) };
};

test("every kind of page by keyboard", async (t) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  for (const [kind, address] of Object.entries(pages)) {
    await t.test(kind, async () => {
      await page.goto(address, { waitUntil: "networkidle" });
      const expected = await page.evaluate(reachable);
      const places = [];
      for (let step = 0; step < expected + 5; step += 1) {
        await page.keyboard.press("Tab");
        const found = await page.evaluate(focused);
        if (found?.parts && places.at(-1) === found.place) continue;
        if (!found || places.includes(found.place)) break;
        assert.ok(found.seen, `'${found.text}' has the focus and does not show it`);
        places.push(found.place);
      }
      assert.equal(places.length, expected, "what Tab reaches");
      assert.deepEqual(places, places.toSorted((a, b) => a - b), "in the order of the page");
    });
  }
  await page.goto(pages.scorecard);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
  await context.close();
});
