// The module against the command: every day of the calendar and one beyond each end, for several limits and both
// ways of counting; then what each day is, against the command's calendar.
//   node site-gen/wasm/compare.mjs MODULE LAPOR_STATS
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [module, stats] = process.argv.slice(2);
const DAY = 86_400_000;
const NO_ANSWER = -(2 ** 31);
const LIMITS = [0, 3, 5, 10];
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const { instance } = await WebAssembly.instantiate(readFileSync(module), {});
const rules = instance.exports;

const run = (...given) => execFileSync(stats, given[0], { input: given[1], maxBuffer: 1 << 28, encoding: "utf8" });
const text = (place) => {
  const [address, length] = [Number(place >> 32n), Number(place & 0xffff_ffffn)];
  return new TextDecoder().decode(new Uint8Array(rules.memory.buffer, address, length));
};

let wrong = 0;
function expect(found, expected, what) {
  if (found === expected) return;
  wrong += 1;
  if (wrong <= 10) console.error(`${what}: found ${found}, expected ${expected}`);
}

const days = [];
for (let day = rules.first() - 1; day <= rules.last() + 1; day += 1) days.push(day);
const questions = days.flatMap((day) => LIMITS.map((n) => ({ date: iso(day), n, day })));
const asked = questions.map(({ date, n }) => `${JSON.stringify({ date, n })}\n`).join("");
let answers = 0;
let without = 0;
for (const sameDay of [false, true]) {
  const lines = run(["due", "-", ...(sameDay ? ["--same-day"] : [])], asked).trimEnd().split("\n");
  expect(lines.length, questions.length, "lines");
  questions.forEach(({ date, n, day }, place) => {
    const { due, error } = JSON.parse(lines[place]);
    if (error) without += 1;
    const found = (sameDay ? rules.due_same_day : rules.due)(day, n);
    expect(found === NO_ANSWER ? undefined : iso(found), due, `${date} and ${n}${sameDay ? ", same day" : ""}`);
    // The count is the inverse of the due date.
    if (!sameDay && due) expect(rules.working_days(day, found), n, `working days from ${date} to ${due}`);
    answers += 1;
  });
}

// What the command says of each day of each year, by name and decree; a weekend is one whatever falls on it.
const KINDS = ["national", "joint-leave", "election", "regional"];
const [first, last] = [rules.first(), rules.last()];
const rows = new Map();
for (let year = Number(iso(first).slice(0, 4)); year <= Number(iso(last).slice(0, 4)); year += 1) {
  for (const row of JSON.parse(run(["calendar", String(year), "--format", "json"]))) {
    if (row.withdrawn_by === null && row.withdrawn_on === null) rows.set(row.date, [...(rows.get(row.date) ?? []), row]);
  }
}
let offs = 0;
for (let day = first; day <= last; day += 1) {
  const stands = rows.get(iso(day)) ?? [];
  const kind = rules.kind(day);
  if ([0, 6].includes(new Date(day * DAY).getUTCDay())) {
    expect(kind, 1, `kind of the weekend ${iso(day)}`);
  } else if (stands.length === 0) {
    expect(kind, 0, `kind of ${iso(day)}`);
  } else {
    const told = stands.map((row) => [row.kind, row.name, row.number ?? ""].join("; "));
    const found = [KINDS[kind - 2], text(rules.name(day)), text(rules.decree_number(day))].join("; ");
    expect(told.includes(found), true, `${iso(day)}: ${found} among [${told.join("] [")}]`);
    offs += 1;
  }
}

console.log(`${days.length} days, ${answers} answers compared (${without} beyond the calendar), ${offs} days off named, ${wrong} differ`);
process.exit(wrong === 0 && offs !== 0 ? 0 : 1);
