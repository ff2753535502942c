// Three people, what each came for, and the sentence of the page that answers it; each at most two clicks from the front page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, report, site } from "./pages.js";

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

// A visit that counts its clicks.
async function visit(options) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options });
  const page = await context.newPage();
  await page.goto(site);
  let clicks = 0;
  return {
    page,
    click: async (link) => {
      await link.click();
      clicks += 1;
      assert.ok(clicks <= 2, "a third click");
    },
    close: () => context.close(),
  };
}

const words = async (found) => (await found.innerText()).replace(/\s+/g, " ").trim();
const card = (page) => page.locator("article.source").first();

test("a citizen with the number of her report learns what comes next, and until when", async () => {
  // A report that waits, from the list of what is due soon; she has its number from the agency.
  const { page, click, close } = await visit({});
  const known = await browser.newPage();
  await known.goto(`${site}contoh/instansi/`);
  const cards = await known.locator("th a").evaluateAll((links) => links.map((link) => link.href));
  let number;
  for (const address of cards) {
    await known.goto(address);
    const cases = known.locator("section[aria-labelledby=segera] li a");
    if (await cases.count()) {
      number = (await cases.first().getAttribute("href")).match(/[a-z2-7]{16}/)[0];
      break;
    }
  }
  assert.ok(number, "no report is due soon");
  await known.close();

  await click(card(page).getByRole("link", { name: "Cari" }));
  await page.getByRole("searchbox").fill(number);
  await Promise.all([page.waitForURL(report), page.keyboard.press("Enter")]);
  const running = page.locator(".clock", { has: page.locator(".verdict .sign.running") }).first();
  const sentence = await words(running.locator("p:not(.no, .what, .verdict)").first());
  console.log(`citizen: ${sentence}`);
  assert.match(sentence, /\d{1,2} (Januari|Desember) 202[56]/, "the day until which");
  // And why that day: each day that counts stands below.
  assert.ok(await running.locator("table.calendar tr").count());
  await close();
});

test("a journalist who compares agencies is told which can be told apart, and which not", async () => {
  const { page, click, close } = await visit({ javaScriptEnabled: false });
  await click(card(page).getByRole("link", { name: "Instansi" }));
  const lead = await words(page.locator("p.lead"));
  const apart = await words(page.locator("section.apart"));
  console.log(`journalist: ${lead} | ${apart}`);
  assert.match(lead, /bukan peringkat/);
  assert.match(apart, /dibedakan|kebetulan/);
  // A share never stands without its interval, or says that there are too few to tell.
  for (const cell of await page.locator("td.rate").allInnerTexts()) {
    assert.match(cell, /%.*\d+–\d+ %|terlalu sedikit|\[c\]|–/s, cell);
  }
  await close();
});

test("an agency head sees which cases are due within five working days", async () => {
  const { page, click, close } = await visit({ javaScriptEnabled: false });
  await click(card(page).getByRole("link", { name: "Instansi" }));
  const agencies = await page.locator("th a").allInnerTexts();
  // Her own agency: one that has cases due soon.
  let found;
  for (const agency of agencies) {
    const other = await browser.newPage({ javaScriptEnabled: false });
    await other.goto(page.url());
    await other.getByRole("link", { name: agency, exact: true }).first().click();
    const soon = await other.locator("section[aria-labelledby=segera] li").count();
    await other.close();
    if (soon) {
      found = agency;
      break;
    }
  }
  await click(page.locator("th a").getByText(found, { exact: true }));
  const lead = await words(page.locator("section[aria-labelledby=segera] .note"));
  const first = await words(page.locator("section[aria-labelledby=segera] li .meta").first());
  console.log(`agency head: ${lead} | ${first}`);
  assert.match(lead, /paling dekat lebih dulu/);
  assert.match(first, /batas .*(hari kerja lagi|hari terakhir)/);
  await close();
});
