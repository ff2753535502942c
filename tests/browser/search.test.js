// The search: its reader over the index of a served site, held against the pages themselves; then the page in headless
// Chromium, by keyboard, with and without JavaScript.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const site = process.env.SITE;
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

// The module as it is published; a file ending in .js without a package beside it would be no module to Node.
const script = readFileSync(new URL("../../site-gen/static/cari.js", import.meta.url));
const { Index, Search, Gone, publishedId, words } = await import(`data:text/javascript;base64,${script.toString("base64")}`);

let index;
let all;
let texts;
let browser;

before(async () => {
  index = await Index.open(`${site}contoh/indeks/`);
  // Places of documents, counted from the newest; between two months some have none.
  const places = index.months.flatMap(({ from, until }) => Array.from({ length: until - from }, (_, place) => from + place));
  assert.equal(places.length, index.about.documents);
  all = [];
  texts = [];
  for (const [at, document] of (await index.documents(places)).entries()) all[places[at]] = document;
  await Promise.all(places.map(async (place) => {
    texts[place] = pageWords(await page(all[place].id));
  }));
  browser = await chromium.launch({ executablePath, args });
});

after(() => browser?.close());

async function page(id) {
  const answer = await fetch(`${site}contoh/laporan/${id.slice(0, 2)}/${id}/`);
  assert.ok(answer.ok, id);
  return answer.text();
}

// The words that people wrote on a report's page: title and thread.
function pageWords(html) {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  const parts = [...main.matchAll(/<h1>(.*?)<\/h1>|<div class="said">(.*?)<\/div>/gsu)].map((part) => part[1] ?? part[2]);
  const text = parts.join("\n").replace(/<[^>]*>/gu, " ").replace(/\[[A-Z_]+( \d+)?\]/gu, " ")
    .replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(code)).replace(/&#x([0-9a-f]+);/giu, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&lt;/gu, "<").replace(/&gt;/gu, ">").replace(/&quot;/gu, '"').replace(/&amp;/gu, "&");
  return new Set(words(text).map(({ word }) => word));
}

// Every document that a query finds.
async function found(text, more = {}) {
  const search = await Search.start(index, { text, ...more });
  const numbers = [];
  while (!search.isOver) numbers.push(...await search.more());
  assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b), `${text}: newest first, each once`);
  return numbers;
}

const having = (word) => texts.flatMap((text, number) => (text.has(word) ? [number] : []));
const both = (some, others) => some.filter((number) => others.includes(number));

test("a word finds every page that has it, and with and without affixes the same", async () => {
  const [plain, prefixed] = [await found("perbaikan"), await found("Diperbaiki")];
  assert.ok(plain.length > 100);
  assert.deepEqual(plain, prefixed);
  for (const word of ["perbaikan", "diperbaiki", "memperbaiki"]) {
    assert.ok(having(word).length > 0);
    assert.deepEqual(both(having(word), plain), having(word), word);
  }
  // And nothing else: each page found has a word of that stem.
  const family = /^(di|mem|per|ke|ter|se|pem)*baik(i|an|nya)*$/u;
  for (const number of plain) assert.ok([...texts[number]].some((word) => family.test(word)), all[number].id);
});

test("every word of some pages finds them", async () => {
  for (const number of Object.keys(texts).map(Number).filter((_, at) => at % 97 === 0)) {
    for (const word of texts[number]) assert.ok((await found(word)).includes(number), `${word} on ${all[number].id}`);
  }
});

test("several words must all be there", async () => {
  const [one, other] = [await found("jalan"), await found("lampu")];
  assert.deepEqual(await found("jalan lampu"), both(one, other));
  assert.deepEqual(await found("lampu, JALAN & jalan"), both(one, other));
  assert.deepEqual(await found("jalan tiadakatabegini"), []);
});

test("a beginning finds every word that begins so", async () => {
  const begun = await found("perbai*");
  const expected = texts.flatMap((text, number) => ([...text].some((word) => word.startsWith("perbai")) ? [number] : []));
  assert.deepEqual(both(expected, begun), expected);
  assert.deepEqual(begun, await found("perbaikan"));
  // A word that is nowhere is taken for a beginning.
  const search = await Search.start(index, { text: "perbaik" });
  assert.deepEqual(search.begun, ["perbaik"]);
  assert.deepEqual(await found("perbaik"), begun);
});

test("results can be narrowed to an agency and a month", async () => {
  const every = await found("jalan");
  const month = all[every[3]].when.slice(0, 7);
  const inMonth = every.filter((number) => all[number].when.startsWith(month));
  assert.deepEqual(await found("jalan", { month }), inMonth);
  const [slug, name] = (await index.agencies())[0];
  const ofAgency = await found("", { agency: slug });
  assert.ok(ofAgency.length > 0);
  for (const number of ofAgency) assert.ok((await page(all[number].id)).includes(name));
  assert.deepEqual(await found("jalan", { agency: slug, month }), both(ofAgency, inMonth));
  assert.equal((await found("", { month })).length, index.about.months.find(([known]) => known === month)[1]);
  assert.deepEqual(await found("jalan", { month: "1999-01" }), []);
  assert.deepEqual(await found("jalan", { agency: "tiada" }), []);
});

test("nothing is found for nothing", async () => {
  assert.deepEqual(await found(""), []);
  assert.deepEqual(await found(" .,* "), []);
  assert.deepEqual(await found("zzzzzz"), []);
});

test("a report shown by the month stands behind those shown by the day, by its number", () => {
  const byMonth = all.filter(({ when }) => when.length === 7);
  assert.ok(byMonth.length > 100);
  const ordered = all.filter(Boolean);
  for (let number = 1; number < ordered.length; number += 1) {
    const [before, here] = [ordered[number - 1], ordered[number]];
    if (before.when.slice(0, 7) !== here.when.slice(0, 7)) continue;
    const rises = before.when === here.when ? before.id < here.id : before.when > here.when && before.when.length === 10;
    assert.ok(rises, `${before.when} ${before.id}, ${here.when} ${here.id}`);
  }
});

test("words are cut as the index cuts them", () => {
  const cut = (text) => words(text).map(({ word, open }) => word + (open ? "*" : ""));
  assert.deepEqual(cut("Jalan RUSAK, di Café Ünïcode!"), ["jalan", "rusak", "di", "cafe", "unicode"]);
  assert.deepEqual(cut("İstanbul ＡＢＣ ﬁnal"), ["istanbul", "abc", "final"]);
  assert.deepEqual(cut("Jum'at ma’af 'kutip' 0812'3456 rt'05 a''b"), ["jumat", "maaf", "kutip", "0812", "3456", "rt", "05", "a", "b"]);
  assert.deepEqual(cut("Rp1.500.000 a*b* c *d"), ["rp1", "500", "000", "a*", "b*", "c", "d"]);
  assert.deepEqual(cut("a".repeat(50)), ["a".repeat(40)]);
});

test("a published id is told from a word", () => {
  assert.equal(publishedId("K7QZ-2MAB-CDEF-GHIJ"), "k7qz2mabcdefghij");
  assert.equal(publishedId(" k7qz2mabcdefghij "), "k7qz2mabcdefghij");
  assert.equal(publishedId("abcd-efgh-ijkl-mnop"), "abcdefghijklmnop");
  for (const text of ["ketidakpercayaan", "jalan rusak", "k7qz2mabcdefghi", "", "k7qz1mabcdefghij"]) {
    assert.equal(publishedId(text), undefined, text);
  }
});

test("a query reads little", async () => {
  for (const text of ["perbaikan", "jalan lampu", "perbai*", "yang"]) {
    const fresh = await Index.open(`${site}contoh/indeks/`);
    const search = await Search.start(fresh, { text });
    await fresh.documents(await search.more());
    assert.ok(fresh.bytes < 100_000, `${text}: ${fresh.bytes} bytes`);
  }
});

test("a file that is gone is told apart", async () => {
  await assert.rejects(Index.open(`${site}contoh/tiada/`), Gone);
});

async function searchPage(t, path, options = {}, expected = []) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options });
  const opened = await context.newPage();
  const messages = [];
  opened.on("console", (message) => messages.push(message.text()));
  opened.on("pageerror", (error) => messages.push(String(error)));
  opened.on("request", (request) => {
    if (!request.url().startsWith(site)) messages.push(`foreign: ${request.url()}`);
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(messages, expected);
  });
  await opened.goto(site + path);
  return opened;
}

test("the page finds by keyboard alone, and its address can be shared", async (t) => {
  const opened = await searchPage(t, "contoh/cari/");
  assert.ok(await opened.locator(".without").isHidden());
  await opened.getByLabel("Kata atau nomor laporan").focus();
  await opened.keyboard.type("perbaikan");
  await opened.keyboard.press("Enter");
  const results = opened.locator("#cari ol > li");
  await results.nth(19).waitFor();
  assert.equal(await results.count(), 20);
  assert.match(await opened.getByRole("status").textContent(), /^20 laporan terbaru dari \d+\.$/u);
  assert.ok(opened.url().endsWith("?q=perbaikan"));
  await opened.getByRole("button", { name: "Tampilkan yang lebih lama" }).focus();
  await opened.keyboard.press("Enter");
  await results.nth(39).waitFor();
  assert.ok(await results.nth(20).locator("a").evaluate((link) => link === document.activeElement));
  const text = await results.nth(20).locator("a").textContent();
  await opened.keyboard.press("Enter");
  await opened.waitForURL(/\/laporan\//u);
  assert.equal(await opened.locator("h1").textContent(), text);
});

test("a shared address gives the same results, and the way back the query before", async (t) => {
  const opened = await searchPage(t, "en/contoh/cari/?q=jalan+lampu&instansi=&bulan=2025-03");
  await opened.locator("#cari li").first().waitFor();
  const shown = await opened.locator("#cari li .day").allTextContents();
  assert.ok(shown.length > 0 && shown.every((day) => day.includes("March 2025")), shown.join());
  await opened.getByLabel("Words, or the number of a report").fill("zzzzzz");
  await opened.keyboard.press("Enter");
  await opened.getByText("No report has all of these words.").waitFor();
  await opened.goBack();
  await opened.locator("#cari li").first().waitFor();
  assert.deepEqual(await opened.locator("#cari li .day").allTextContents(), shown);
});

test("a published id leads to its report, and another is said to be none", async (t) => {
  // The browser itself notes what a server did not find.
  const missing = "Failed to load resource: the server responded with a status of 404 (Not Found)";
  const opened = await searchPage(t, "contoh/cari/", {}, [missing]);
  const { id, title } = all[5];
  await opened.getByLabel("Kata atau nomor laporan").fill("2222-2222-2222-2222");
  await opened.keyboard.press("Enter");
  await opened.getByText("Tidak ada laporan bernomor 2222-2222-2222-2222.").waitFor();
  await opened.getByLabel("Kata atau nomor laporan").fill(id.replace(/(.{4})(?=.)/gu, "$1-"));
  await opened.keyboard.press("Enter");
  await opened.waitForURL(/\/laporan\//u);
  assert.equal(await opened.locator("h1").textContent(), title);
});

test("without JavaScript there is no form, and the lists are a link away", async (t) => {
  const opened = await searchPage(t, "contoh/cari/", { javaScriptEnabled: false });
  assert.equal(await opened.locator("input").count(), 0);
  await opened.getByRole("link", { name: "Daftar laporan" }).click();
  await opened.waitForURL(/\/contoh\/laporan\//u);
});
