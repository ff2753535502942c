// The two pictures of the README, taken from the built site: SITE=... node pictures.js FOLDER
import { mkdirSync, statSync } from "node:fs";
import { first, launch, report, site } from "./pages.js";

const LIMIT = 150 * 1024;
const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1000, height: 860 }, colorScheme: "light", locale: "id" });
const page = await context.newPage();

// An agency whose share is told and that has open cases, and of these the first that has a page.
await page.goto(`${site}contoh/instansi/`);
const told = await page.locator("tr:has(td.rate span) th a").evaluateAll((links) => links.map((link) => link.href));
let scorecard;
let case_;
for (const address of told) {
  const found = await first(page, address, report).catch(() => null);
  if (found) [scorecard, case_] = [address, found];
  if (found) break;
}
for (const [name, address] of [["scorecard", scorecard], ["report", case_]]) {
  await page.goto(address, { waitUntil: "networkidle" });
  // The words, not the frame: the picture begins where the page's own title does.
  await page.locator("main").evaluate((main) => window.scrollTo(0, main.offsetTop - 16));
  const path = `${folder}/${name}.png`;
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (LIMIT < size) throw new Error(`${path} has ${size} bytes, expected at most ${LIMIT}`);
  console.log(`${path}: ${size} bytes`);
}
await browser.close();
