// A page of each kind, found by following links as a reader would.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

export const site = process.env.SITE;

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export const launch = () => chromium.launch({ executablePath, args });

// The first link of a page whose address has a form.
export async function first(page, from, pattern) {
  await page.goto(from);
  const links = await page.locator("main a").evaluateAll((found) => found.map((link) => link.href));
  const link = links.find((address) => pattern.test(address));
  assert.ok(link, `${from} has no link like ${pattern}`);
  return link;
}

export const report = /\/laporan\/[a-z2-7]{2}\/[a-z2-7]{16}\//;

export async function everyKindOfPage(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const link = (from, pattern) => first(page, from, pattern);
  const list = `${site}contoh/laporan/`;
  const found = {
    home: site,
    overview: `${site}contoh/`,
    "overview-2015": `${site}lapor-2015/`,
    "overview-boston": `${site}boston-2011/`,
    agencies: `${site}contoh/instansi/`,
    scorecard: await link(`${site}contoh/instansi/`, /\/instansi\/[a-z-]+\//),
    reports: list,
    anonymous: `${site}contoh/laporan/anonim/`,
    report: await link(list, report),
    "follow-ups": `${site}contoh/tindak-lanjut/`,
    stories: `${site}kisah/`,
    story: await link(`${site}kisah/`, /\/kisah\/[a-z-]+\//),
    method: `${site}metode/`,
    about: `${site}tentang/`,
    search: `${site}contoh/cari/?q=perbaikan`,
    "search-en": `${site}en/contoh/cari/?q=perbaikan+jalan`,
    calculator: `${site}hitung/`,
    "calculator-en": `${site}en/hitung/?tanggal=2025-08-15`,
    calendar: `${site}kalender/`,
    "calendar-en": `${site}en/kalender/2020/`,
    "calendar-other": `${site}kalender/boston-311/2011/`,
    categories: `${site}contoh/kategori/`,
    "places-en": `${site}en/contoh/tempat/`,
    "categories-2015": `${site}lapor-2015/kategori/`,
    corrections: `${site}contoh/koreksi/`,
    browse: `${site}contoh/telusuri/`,
    data: `${site}contoh/data/`,
    "not-found": `${site}404.html`,
    "home-en": `${site}en/`,
    "overview-en": `${site}en/contoh/`,
    "scorecard-en": await link(`${site}en/contoh/instansi/`, /\/instansi\/[a-z-]+\//),
    "method-en": `${site}en/metode/`,
  };
  found["report-2015"] = await link(`${site}lapor-2015/laporan/`, report);
  found["report-boston"] = await link(`${site}boston-2011/laporan/`, report);
  found["report-anonymous"] = await link(found.anonymous, report);
  await context.close();
  return found;
}
