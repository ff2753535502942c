// The deadline calculator: shows the form that stands hidden in the page, and fills it with what the module answers.
// The module is lapor-core itself; here nothing is decided but words.
const DAY = 86_400_000;
const NO_ANSWER = -(2 ** 31);

const form = document.getElementById("hitung");
const words = form.dataset;
const input = form.elements.tanggal;
const [months, weekdays, kinds] = [words.months, words.weekdays, words.kinds].map((list) => list.split("|"));

const answer = await fetch(words.module);
if (!answer.ok) throw new Error(`${words.module}: ${answer.status}`);
const { instance } = await WebAssembly.instantiate(await answer.arrayBuffer(), {});
const rules = instance.exports;

// A text of the module: its address in the upper half of the number, its length in the lower.
function text(place) {
  const [address, length] = [Number(place >> 32n), Number(place & 0xffff_ffffn)];
  return new TextDecoder().decode(new Uint8Array(rules.memory.buffer, address, length));
}

const fill = (phrase, values) => phrase.replace(/%([a-z])/g, (mark, name) => values[name] ?? mark);

function named(day) {
  const date = new Date(day * DAY);
  return fill(words.date, {
    d: date.getUTCDate(),
    m: months[date.getUTCMonth()],
    y: date.getUTCFullYear(),
    w: weekdays[(date.getUTCDay() + 6) % 7],
  });
}

// What a day off is, in words, with the decree that made it one.
function off(day) {
  const kind = rules.kind(day);
  if (kind === 1) return fill(words.off, { w: weekdays[(new Date(day * DAY).getUTCDay() + 6) % 7] });
  const number = text(rules.decree_number(day));
  const decree = number ? fill(words.decree, { n: number }) : text(rules.decree_title(day));
  return `${kinds[kind - 2]}: ${text(rules.name(day))}${decree && ` (${decree})`}`;
}

function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

// A line of the day-by-day table, as on a report's page.
function line(day, zero, due, sameDay) {
  const works = rules.kind(day) === 0;
  const counts = works && (sameDay ? zero <= day : zero < day);
  const count = rules.working_days(zero, day) + (sameDay && rules.kind(zero) === 0 ? 1 : 0);
  const counted = counts && fill(words.counted, { n: count });
  const reason = day === zero ? [words.zero, counted].filter(Boolean).join(", ") : counted || off(day);
  const sign = counts ? element("b", {}, count) : element("span", { "aria-hidden": "true" }, "·");
  const role = day === zero ? "zero" : counts ? "counted" : rules.kind(day) === 1 ? "weekend" : "holiday";
  const why = element("td", { role: "cell" }, reason);
  if (day === due) why.append(" ", element("strong", {}, words.last));
  return element("tr", { role: "row", class: day === due ? `${role} due` : role },
    element("th", { role: "rowheader", scope: "row" }, named(day)), element("td", { role: "cell" }, sign), why);
}

function reckon() {
  const start = Date.parse(input.value) / DAY;
  const known = Number.isInteger(start) && rules.kind(start) !== NO_ANSWER;
  form.querySelector("[data-part=outside]").hidden = known;
  form.querySelector("[data-part=answers]").hidden = !known;
  if (!known) return;
  for (const promise of form.querySelectorAll("[data-limit]")) {
    const sameDay = "sameDay" in promise.dataset;
    const zero = "roll" in promise.dataset ? rules.due_same_day(start, 1) : start;
    const due = (sameDay ? rules.due_same_day : rules.due)(zero, Number(promise.dataset.limit));
    const lines = [];
    for (let day = zero; day <= due; day += 1) lines.push(line(day, zero, due, sameDay));
    promise.querySelector("output").textContent = due === NO_ANSWER ? words.beyond : named(due);
    promise.querySelector("tbody").replaceChildren(...lines);
    promise.querySelector("details").hidden = due === NO_ANSWER;
  }
}

// The date stands in the address, so that an answer can be sent to somebody.
function ask() {
  reckon();
  const address = new URL(location.href);
  address.searchParams.set("tanggal", input.value);
  history.replaceState(null, "", address);
}

const asked = new URLSearchParams(location.search).get("tanggal");
if (asked !== null && !Number.isNaN(Date.parse(asked))) input.value = asked;
form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("input", ask);
reckon();
form.hidden = false;
