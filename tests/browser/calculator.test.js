// The deadline calculator in headless Chromium under its real policy: it answers as the table beside it, which needs no
// script, for every start of that table; by keyboard; and without a script nothing of it is shown.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, site } from "./pages.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// A page that must say nothing on the console and ask nobody else.
async function open(address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("request", (request) => request.url().startsWith(site) || noise.push(request.url()));
  await page.goto(address);
  return { page, noise, close: () => context.close() };
}

// "Rabu, 20 Agustus 2025" as a table has it: "Rab, 20 Agu", with the year in the machine's date.
function short(day) {
  const [, weekday, date, month, year] = /^(\S{3})\S*, (\d+) (\S{3})\S* (\d{4})$/u.exec(day);
  return `${weekday}, ${date} ${month}; ${year}`;
}

for (const language of ["", "en/"]) {
  test(`the script answers as the table does: ${language || "id"}`, async () => {
    const { page, noise, close } = await open(`${site}${language}hitung/`);
    await page.waitForSelector("#hitung:not([hidden])");
    const asOf = await page.inputValue("#tanggal");
    const rows = await page.locator(".due-dates tbody tr").evaluateAll((found) =>
      found.map((row) => [...row.querySelectorAll("time")].map((day) => `${day.textContent}; ${day.dateTime.slice(0, 4)}`)));
    assert.equal(rows.length, 91);
    for (const [place, [start, ...due]] of rows.entries()) {
      const date = new Date(Date.parse(asOf) + (place - 30) * 86_400_000).toISOString().slice(0, 10);
      await page.fill("#tanggal", date);
      const outputs = await page.locator("#hitung output").allTextContents();
      assert.deepEqual(outputs.map(short), due, `${date}, ${start}`);
      // The day-by-day table ends at the due date, and its last count is the limit.
      const last = await page.locator("#hitung tbody tr:last-child b").allTextContents();
      assert.deepEqual(last, ["3", "5", "10"], date);
    }
    assert.deepEqual(noise, []);
    await close();
  });
}

test("days off are explained by name and decree, and a date can be sent in the address", async () => {
  const { page, noise, close } = await open(`${site}hitung/?tanggal=2025-08-15`);
  await page.waitForSelector("#hitung:not([hidden])");
  const reasons = await page.locator("#hitung section:first-of-type td:last-child").allTextContents();
  // Friday 15 August; a weekend with Independence Day; joint leave by a decree of that month; then three days.
  assert.deepEqual(reasons, [
    "hari nol: hari dimulainya hitungan",
    "Sabtu, bukan hari kerja",
    "Minggu, bukan hari kerja",
    "cuti bersama: Cuti Bersama Hari Kemerdekaan Republik Indonesia (keputusan nomor 933/2025; 1/2025; 3/2025)",
    "hari kerja ke-1",
    "hari kerja ke-2",
    "hari kerja ke-3 batas",
  ]);
  await page.fill("#tanggal", "2025-08-18");
  assert.equal(new URL(page.url()).searchParams.get("tanggal"), "2025-08-18");
  assert.deepEqual(noise, []);
  await close();
});

test("a date beyond the calendar is refused in words", async () => {
  const { page, noise, close } = await open(`${site}hitung/?tanggal=2031-01-01`);
  await page.waitForSelector("#hitung:not([hidden])");
  assert.ok(await page.isVisible("[data-part=outside]"));
  assert.ok(!(await page.isVisible("[data-part=answers]")));
  // The last day that is known: no due date lies inside.
  await page.fill("#tanggal", await page.getAttribute("#tanggal", "max"));
  assert.deepEqual(await page.locator("#hitung output").allTextContents(), Array(3).fill("di luar kalender"));
  assert.deepEqual(noise, []);
  await close();
});

test("the keyboard reaches the date and the counting", async () => {
  const { page, close } = await open(`${site}hitung/`);
  await page.waitForSelector("#hitung:not([hidden])");
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);
  for (let step = 0; step < 40 && (await focused()) !== "tanggal"; step += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(), "tanggal");
  for (let step = 0; step < 8 && (await focused()) !== "summary"; step += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(), "summary");
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#hitung details").first().evaluate((details) => details.open));
  await close();
});

test("without a script the form is not shown and the table is", async () => {
  const { page, noise, close } = await open(`${site}hitung/`, { javaScriptEnabled: false });
  assert.ok(!(await page.isVisible("#hitung")));
  assert.ok(await page.isVisible(".due-dates"));
  assert.deepEqual(noise, []);
  await close();
});
