// Searches the reports of a source without a server: reads of its index what a query needs, and shows the results.
// The format of the index stands in site-gen/docs/search.md. No dependencies; nothing is fetched before a query.

/** How many results are shown at a time. */
const PAGE = 20;
/** How many bytes of postings one answer may read; older reports are looked at when asked for. */
const BUDGET = 60_000;
/** How many documents of the rarest word are compared at a time. */
const BATCH = 32;
/** How many lists, and files of words, a beginning of words may stand for. */
const LISTS = 16;
const FILES = 4;
/** The longest word, and the shortest that is taken for a beginning unasked. */
const LONGEST = 40;
const SHORTEST = 3;
/** What stands before the slug of an agency among the words. */
const AGENCY = "!";
/** What stands in place of a month in the path of documents without one. */
const NO_MONTH = "lain";
/** What names are made of: in paths a letter for four bits, in the description six of 52 letters. */
const CONSONANTS = "bcdfghjklmnpqrst";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const NAME = 6;
/** The signs for how many letters the beginning of a file of words shares with the one before. */
const SIGNS = "~|^;*$";
/** The kinds of a list, which stand below its count; from the last one on so many lists come before it in its file. */
const KINDS = 8;
const BESIDE = 0;
const LONG = 1;
const SHARED = 2;

const MARKS = /\p{M}/gu;
const LETTER = /^\p{Alphabetic}$/u;
const WORD = /^[\p{Alphabetic}\p{N}]$/u;
const APOSTROPHES = "'`\u2018\u2019\u02bc";

/** The words of a text as the index has them; `open` where a star asks for every word that begins so. */
export function words(text) {
  const found = [];
  let word = "";
  let length = 0;
  let apostrophe = false;
  const end = (open) => {
    if (word) found.push({ word, open });
    word = "";
    length = 0;
    apostrophe = false;
  };
  const take = (letter) => {
    if (APOSTROPHES.includes(letter)) {
      if (apostrophe || !LETTER.test(word.slice(-1))) end(false);
      else apostrophe = true;
      return;
    }
    if (letter.length > 1 || !WORD.test(letter)) return end(letter === "*");
    if (apostrophe && !LETTER.test(letter)) end(false);
    apostrophe = false;
    if (length < LONGEST) word += letter;
    length += 1;
  };
  for (const raw of text.normalize("NFKD").replace(MARKS, "")) {
    for (const letter of raw.toLowerCase().replace(MARKS, "")) take(letter);
  }
  end(false);
  return found;
}

/** The published id that a text is, or nothing. Letters alone could be a word, unless in groups. */
export function publishedId(text) {
  const groups = text.trim().toLowerCase();
  const id = groups.replace(/[\s-]/gu, "");
  const plain = /^[a-z2-7]{16}$/u.test(id);
  return plain && (/[2-7]/u.test(id) || /^(\w{4}-){3}\w{4}$/u.test(groups)) ? id : undefined;
}

/** Numbers one after the other: six bits a byte, the least first. */
class Numbers {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  next() {
    let number = 0;
    for (let scale = 1; ; scale *= 64) {
      const byte = this.bytes[this.at];
      if (!(byte >= 0x80)) throw new Error("the index is damaged");
      this.at += 1;
      number += (byte & 63) * scale;
      if (byte < 0xc0) return number;
    }
  }
}

/** A name as it stands in a path. */
function inPath(name) {
  return [...name.toString(16).padStart(9, "0")].map((digit) => CONSONANTS[parseInt(digit, 16)]).join("");
}

/** The names in a text of the description, the lowest place first. */
function namesIn(text) {
  const names = [];
  for (let start = 0; start < text.length; start += NAME) {
    const letters = [...text.slice(start, start + NAME)];
    names.push(letters.reduceRight((name, letter) => name * LETTERS.length + LETTERS.indexOf(letter), 0));
  }
  return names;
}

/** The documents of a block that begins at `at`, of which the first is known: how many places each is from the newest. */
function documentsOf(first, bytes, at) {
  const numbers = new Numbers(bytes, at);
  const found = [];
  if (numbers.next() === 0) {
    for (let document = first; ; document += numbers.next() + 1) {
      found.push(document);
      if (numbers.at >= bytes.length) return found;
    }
  }
  for (let place = numbers.at; place < bytes.length; place += 1) {
    for (let bit = 0; bit < 7; bit += 1) {
      if ((bytes[place] >> bit) & 1) found.push(first + 7 * (place - numbers.at) + bit);
    }
  }
  return found;
}

/** The last place of a rising array whose value is not above `value`; -1 if there is none. */
function lastUpTo(values, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The documents of one stem, newest first, in blocks that are read when they are needed. */
class List {
  constructor(index, numbers) {
    this.index = index;
    const head = numbers.next();
    const kind = head % KINDS;
    this.count = (head - kind) / KINDS;
    this.first = index.last - numbers.next();
    this.known = [];
    if (kind === BESIDE) {
      let document = this.first;
      const documents = [document];
      while (documents.length < this.count) documents.push(document += numbers.next() + 1);
      this.take([this.first]);
      this.known[0] = documents;
      this.key = documents.join();
      return;
    }
    this.part = numbers.next();
    this.name = numbers.next();
    this.before = kind - SHARED;
    if (kind !== LONG) this.take([this.first]);
    this.key = `${this.part}/${this.name}/${this.before}`;
  }

  /** Whether it stands beside its word, and costs nothing. */
  get isBeside() {
    return this.part === undefined;
  }

  /** Takes the first document of each block. */
  take(firsts) {
    this.firsts = firsts;
    this.blocks = firsts.length;
  }

  async read(block) {
    if (block > 0) {
      const firsts = await this.directory();
      return documentsOf(firsts[block], await this.index.postings(this.part, this.names[block]), 0);
    }
    const bytes = await this.index.postings(this.part, this.name);
    const numbers = new Numbers(bytes);
    if (this.before < 0) {
      const firsts = [this.first];
      this.names = [this.name];
      for (let left = numbers.next(); left > 0; left -= 1) {
        firsts.push(firsts[firsts.length - 1] + numbers.next());
        this.names.push(numbers.next());
      }
      this.take(firsts);
      return documentsOf(this.first, bytes, numbers.at);
    }
    for (let left = this.before; left > 0; left -= 1) {
      const length = numbers.next();
      numbers.at += length;
    }
    const end = numbers.next() + numbers.at;
    const documents = documentsOf(this.first, bytes.subarray(0, end), numbers.at);
    if (documents.length !== this.count) throw new Error("the index is damaged");
    return documents;
  }

  /** The documents of a block. */
  block(place) {
    this.known[place] ??= this.read(place);
    return this.known[place];
  }

  /** The first document of each block. */
  async directory() {
    if (!this.firsts) await this.block(0);
    return this.firsts;
  }

  /** Adds to `found` those of the documents that the list has. */
  async find(documents, found) {
    const directory = await this.directory();
    const places = new Map();
    for (const document of documents) {
      const place = lastUpTo(directory, document);
      if (place < 0) continue;
      if (!places.has(place)) places.set(place, []);
      places.get(place).push(document);
    }
    await Promise.all([...places].map(async ([place, some]) => {
      const block = await this.block(place);
      for (const document of some) {
        if (block[lastUpTo(block, document)] === document) found.add(document);
      }
    }));
  }
}

/** A list that is walked from the newest document on. */
class Cursor {
  constructor(list) {
    this.list = list;
    this.place = 0;
    this.loaded = undefined;
    this.at = 0;
    /** No document before this one is left; nothing is left where it is infinite. */
    this.bound = list.first;
  }

  async skip(from) {
    if (from <= this.bound) return;
    this.place = Math.max(0, lastUpTo(await this.list.directory(), from));
    this.from = from;
    this.bound = from;
  }

  async load() {
    this.loaded = await this.list.block(this.place);
    this.at = this.from === undefined ? 0 : lastUpTo(this.loaded, this.from - 1) + 1;
    this.settle();
  }

  step() {
    this.at += 1;
    this.settle();
  }

  settle() {
    if (this.at < this.loaded.length) {
      this.bound = this.loaded[this.at];
      return;
    }
    this.place += 1;
    this.loaded = undefined;
    this.bound = this.place < this.list.blocks ? this.list.firsts[this.place] : Infinity;
  }
}

/** The documents of a word: those of each of its lists. */
class Word {
  constructor(lists) {
    this.lists = lists;
    /** At most so many documents have it. */
    this.count = lists.reduce((sum, list) => sum + list.count, 0);
  }

  async start(from) {
    this.cursors = this.lists.map((list) => new Cursor(list));
    await Promise.all(this.cursors.map((cursor) => cursor.skip(from)));
    // Of many lists only those can have one of the newest whose own newest is among these.
    const firsts = this.cursors.map((cursor) => cursor.bound).sort((a, b) => a - b);
    const last = firsts[Math.min(PAGE, firsts.length) - 1];
    await Promise.all(this.cursors.filter((cursor) => cursor.bound <= last).map((cursor) => cursor.load()));
  }

  /** The next documents, at most `count`; fewer where no more are left before `until`. */
  async take(count, until) {
    const found = [];
    while (found.length < count) {
      let next = this.cursors[0];
      for (const cursor of this.cursors) if (cursor.bound < next.bound) next = cursor;
      if (!(next.bound < until)) break;
      if (next.loaded) {
        if (next.bound !== this.last) found.push(next.bound);
        this.last = next.bound;
        next.step();
      } else await next.load();
    }
    return found;
  }

  /** Those of the documents that have the word. */
  async keep(documents) {
    const found = new Set();
    await Promise.all(this.lists.map((list) => list.find(documents, found)));
    return documents.filter((document) => found.has(document));
  }
}

/** All documents, for a month without words. */
class Everything {
  constructor(count) {
    this.count = count;
  }

  async start(from) {
    this.next = from;
  }

  async take(count, until) {
    const end = Math.min(until, this.next + count);
    const found = [];
    while (this.next < end) found.push(this.next++);
    return found;
  }
}

/** Says that a file of the index is not there, as after a new release. */
export class Gone extends Error {}

async function fetched(address) {
  const response = await fetch(address);
  if (response.status === 404) throw new Gone(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** An index, opened at the address of its folder. `get` fetches an address; tests bring their own. */
export class Index {
  static async open(base, get = fetched) {
    const index = new Index();
    index.base = base;
    index.get = get;
    index.files = new Map();
    /** How many bytes were read, all in all and of postings. */
    index.bytes = 0;
    index.postingsBytes = 0;
    index.about = index.json(await index.file("daftar.json"));
    if (index.about.format !== 2) throw new Error("an index of another format");
    index.number();
    return index;
  }

  /** Finds where each month and each file of words begins. */
  number() {
    const { months, step, words } = this.about;
    /** The months, newest first, each from its newest document, which has so many places before it, up to its last. */
    this.months = months.map(([month, count, names]) => ({ month, count, names: namesIn(names) }));
    let end = 0;
    for (const month of [...this.months].reverse()) {
      month.oldest = Math.ceil(end / step) * step;
      end = month.oldest + month.count;
    }
    /** The number of the newest document; the files count from the oldest. */
    this.last = end - 1;
    for (const month of this.months) {
      month.until = end - month.oldest;
      month.from = month.until - month.count;
    }
    this.words = [];
    this.wordsNames = [];
    let word = "";
    for (const [, sign, file] of words.matchAll(/([~|^;*$])([^~|^;*$]+)/gu)) {
      word = word.slice(0, SIGNS.indexOf(sign)) + file.slice(0, -NAME);
      this.words.push(word);
      this.wordsNames.push(...namesIn(file.slice(-NAME)));
    }
  }

  file(path) {
    if (!this.files.has(path)) {
      const bytes = this.get(new URL(path, this.base).href).then((found) => {
        this.bytes += found.length;
        return found;
      });
      this.files.set(path, bytes);
      // What failed may be asked for again.
      bytes.catch(() => this.files.delete(path));
    }
    return this.files.get(path);
  }

  json(bytes) {
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  async postings(part, name) {
    const bytes = await this.file(`pos/${part}/p-0${inPath(name)}.bin`);
    this.postingsBytes += bytes.length;
    return bytes;
  }

  /** Slug and name of the agencies by which results can be narrowed. */
  async agencies() {
    const [name] = namesIn(this.about.agencies);
    return this.json(await this.file(`instansi-0${inPath(name)}.json`));
  }

  /** The lines of a file of words: the word, and where its numbers begin. */
  async lines(file) {
    const bytes = await this.file(`kata/k-0${inPath(this.wordsNames[file])}.bin`);
    const decoder = new TextDecoder();
    const lines = [];
    for (let start = 0; start < bytes.length;) {
      const tab = bytes.indexOf(9, start);
      lines.push({ word: decoder.decode(bytes.subarray(start, tab)), bytes, at: tab + 1 });
      start = bytes.indexOf(10, tab) + 1;
    }
    // By a chance of one to billions another release has other words under the same name.
    if (!lines[0].word.startsWith(this.words[file])) throw new Error("the index is damaged");
    return lines;
  }

  lists({ bytes, at }) {
    const numbers = new Numbers(bytes, at);
    const lists = [];
    while (bytes[numbers.at] !== 10) lists.push(new List(this, numbers));
    return lists;
  }

  /** The lists of a word; undefined where no report has it. */
  async find(word) {
    const file = lastUpTo(this.words, word);
    const line = file < 0 ? undefined : (await this.lines(file)).find((line) => line.word === word);
    return line && this.lists(line);
  }

  /** The lists of all words that begin so, and whether some were left out. */
  async begins(beginning) {
    const first = Math.max(0, lastUpTo(this.words, beginning));
    let end = first + 1;
    while (end < this.words.length && this.words[end].startsWith(beginning)) end += 1;
    const last = Math.min(end, first + FILES);
    const files = [];
    for (let file = first; file < last; file += 1) files.push(this.lines(file));
    const lists = new Map();
    for (const line of (await Promise.all(files)).flat()) {
      if (!line.word.startsWith(beginning)) continue;
      for (const list of this.lists(line)) lists.set(list.key, list);
    }
    const all = [...lists.values()];
    const others = all.filter((list) => !list.isBeside).sort((a, b) => b.count - a.count);
    return {
      lists: [...all.filter((list) => list.isBeside), ...others.slice(0, LISTS)],
      isPart: last < end || others.length > LISTS,
    };
  }

  /** The places of the documents of a month, counted from the newest: from, and up to. */
  range(wanted) {
    const { from, until } = this.months.find(({ month }) => month === wanted) ?? { from: 0, until: 0 };
    return [from, until];
  }

  /** What results show, for the places of their documents. */
  async documents(places) {
    const { documents_a_file: size, files_a_folder: files } = this.about;
    return Promise.all(places.map(async (place) => {
      const { month, until, names } = this.months.find(({ until }) => place < until);
      const number = until - 1 - place;
      const file = Math.floor(number / size);
      const folder = Math.floor(file / files);
      const path = `dok/${month || NO_MONTH}/${folder}-${inPath(names[folder])}/${file % files}.json`;
      const [id, when, agency, title, extract] = this.json(await this.file(path))[number % size];
      return { id, when, agency, title, extract };
    }));
  }
}

/** One query over an index: `text`, and `agency` and `month` or nothing. */
export class Search {
  static async start(index, { text, agency, month }) {
    const search = new Search();
    search.index = index;
    /** Words that were taken for beginnings, and those of which the rarer ones were left out. */
    search.begun = [];
    search.shortened = [];
    search.waiting = [];
    [search.from, search.until] = month ? index.range(month) : [0, Infinity];
    const wanted = words(text).map((word) => search.resolve(word));
    if (agency) wanted.push(index.find(AGENCY + agency));
    const lists = await Promise.all(wanted);
    search.isDone = lists.some((some) => !some?.length) || search.from === search.until || (!lists.length && !month);
    if (search.isDone) return search;
    search.others = lists.map((some) => new Word(some)).sort((a, b) => a.count - b.count);
    search.rarest = search.others.shift() ?? new Everything(search.until - search.from);
    const isWhole = !search.others.length && (search.rarest instanceof Everything || (!month && search.rarest.lists.length === 1));
    /** How many reports there are, where that is known without looking. */
    search.total = isWhole ? search.rarest.count : undefined;
    await search.rarest.start(search.from);
    return search;
  }

  async resolve({ word, open }) {
    const lists = open ? undefined : await this.index.find(word);
    if (lists || (!open && word.length < SHORTEST)) return lists;
    const { lists: all, isPart } = await this.index.begins(word);
    if (!open && all.length) this.begun.push(word);
    if (isPart) this.shortened.push(word);
    return all;
  }

  /** The next results, at most `count`. `isDone` tells that there are no more, `isCut` that it stopped looking. */
  async more(count = PAGE) {
    const { index } = this;
    const start = index.postingsBytes;
    this.isCut = false;
    const share = (this.others ?? []).reduce((share, word) => share * Math.min(1, word.count / index.about.documents), 1);
    while (!this.isDone && this.waiting.length < count) {
      const size = Math.min(BATCH, Math.max(PAGE, Math.ceil((count - this.waiting.length) / share)));
      let found = await this.rarest.take(size, this.until);
      this.isDone = found.length < size;
      this.seen = found.at(-1) ?? this.seen;
      for (const word of this.others) {
        if (found.length) found = await word.keep(found);
      }
      this.waiting.push(...found);
      if (index.postingsBytes - start > BUDGET && this.waiting.length < count && !this.isDone) {
        this.isCut = true;
        break;
      }
    }
    return this.waiting.splice(0, count);
  }

  /** Whether there is nothing that was not given out. */
  get isOver() {
    return this.isDone && !this.waiting.length;
  }
}

/** Puts values into the `%marks%` of a sentence. */
function fill(sentence, values) {
  return sentence.replace(/%(\w+)%/gu, (mark, name) => values[name] ?? mark);
}

/** The page: form, results, address. */
class Page {
  constructor(section) {
    this.section = section;
    this.said = section.dataset;
    section.append(section.querySelector("template").content.cloneNode(true));
    document.querySelector(".without").hidden = true;
    this.form = section.querySelector("form");
    this.status = section.querySelector(".found");
    this.list = section.querySelector("ol");
    this.older = section.querySelector(".older");
    this.narrow = section.querySelector("details");
    this.language = document.documentElement.lang;
    this.turn = 0;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.remember();
      this.answer();
    });
    this.narrow.addEventListener("toggle", () => this.narrow.open && this.choices().catch((error) => this.fail(error)));
    this.older.addEventListener("click", () => this.show(this.turn, true));
    addEventListener("popstate", () => this.recall());
    this.recall();
  }

  get folder() {
    return new URL(".", new URL(this.said.index, document.baseURI)).href;
  }

  async index() {
    this.opened ??= Index.open(this.folder);
    this.opened.catch(() => {
      this.opened = undefined;
    });
    return this.opened;
  }

  /** Fills the lists of agencies and months once. */
  async choices() {
    this.chosen ??= (async () => {
      const index = await this.index();
      for (const [slug, name] of await index.agencies()) this.form.instansi.append(new Option(name, slug));
      for (const { month } of index.months) {
        if (month) this.form.bulan.append(new Option(this.date(month), month));
      }
    })();
    try {
      await this.chosen;
    } catch (error) {
      this.chosen = undefined;
      throw error;
    }
  }

  /** A query in the address can be shared, and the way back leads to the one before. */
  remember() {
    const asked = new URLSearchParams();
    for (const name of ["q", "instansi", "bulan"]) {
      const value = this.form[name].value.trim();
      if (value) asked.set(name, value);
    }
    history.pushState(null, "", `?${asked}`);
  }

  async recall() {
    const asked = new URLSearchParams(location.search);
    const [text, agency, month] = ["q", "instansi", "bulan"].map((name) => asked.get(name) ?? "");
    this.form.q.value = text;
    try {
      if (agency || month) {
        this.narrow.open = true;
        await this.choices();
      }
    } catch (error) {
      this.fail(error);
      return;
    }
    this.form.instansi.value = agency;
    this.form.bulan.value = month;
    if (text.trim() || agency || month) this.answer();
  }

  async answer() {
    this.turn += 1;
    const { turn } = this;
    this.list.replaceChildren();
    this.older.hidden = true;
    this.status.textContent = this.said.searching;
    const text = this.form.q.value;
    const query = { text, agency: this.form.instansi.value, month: this.form.bulan.value };
    try {
      const id = publishedId(text);
      if (id) {
        await this.visit(id, turn);
        return;
      }
      try {
        this.search = await Search.start(await this.index(), query);
        await this.show(turn, false, true);
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
        // The site was published anew since the index was opened.
        this.opened = undefined;
        this.search = await Search.start(await this.index(), query);
        await this.show(turn, false, true);
      }
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    }
  }

  /** Opens the report with a number, if there is one. */
  async visit(id, turn) {
    const address = this.address(id);
    const response = await fetch(address, { method: "HEAD" });
    if (turn !== this.turn) return;
    if (response.ok) location.assign(address);
    else this.status.textContent = fill(this.said.noId, { id: grouped(id) });
  }

  address(id) {
    return new URL(`${this.said.reports}${id.slice(0, 2)}/${id}/${this.said.ending}`, document.baseURI).href;
  }

  /** Shows the next results; `isOlder` where they were asked for. */
  async show(turn, isOlder, throws = false) {
    try {
      const { search } = this;
      const numbers = await search.more();
      const found = await search.index.documents(numbers);
      if (turn !== this.turn) return;
      const items = found.map((document) => this.item(document));
      this.list.append(...items);
      this.older.hidden = search.isOver;
      this.status.textContent = this.summary(search);
      if (isOlder) items[0]?.querySelector("a").focus();
    } catch (error) {
      if (throws) throw error;
      this.fail(error);
    }
  }

  summary(search) {
    const n = this.list.children.length;
    const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/gu, this.said.thousands);
    const values = { n: count(n), total: search.total === undefined ? "" : count(search.total) };
    const sentences = [];
    if (search.isOver) sentences.push(n === 0 ? this.said.none : fill(n === 1 ? this.said.one : this.said.other, values));
    else if (search.isCut) sentences.push(fill(this.said.stopped, values));
    else sentences.push(fill(search.total === undefined ? this.said.newest : this.said.newestOf, values));
    for (const word of search.begun) sentences.push(fill(this.said.begun, { word }));
    for (const word of search.shortened) sentences.push(fill(this.said.shortened, { word }));
    return sentences.join(" ");
  }

  item({ id, when, agency, title, extract }) {
    const make = (name, className, text) => {
      const element = document.createElement(name);
      if (className) element.className = className;
      element.textContent = text;
      return element;
    };
    const item = document.createElement("li");
    item.lang = "id";
    const link = make("a", "", title || fill(this.said.untitled, { id: grouped(id) }));
    link.href = this.address(id);
    const meta = make("p", "meta", "");
    meta.lang = this.language;
    if (when) meta.append(make("span", "day", this.date(when)), " ");
    if (agency) meta.append(make("span", "", agency));
    item.append(link, meta);
    if (extract) item.append(make("p", "", extract));
    return item;
  }

  /** A day or a month in words. */
  date(when) {
    const [year, number, day] = when.split("-").map(Number);
    const month = this.said.months.split("|")[number - 1];
    return fill(day ? this.said.date : this.said.month, { day, month, year });
  }

  fail(error) {
    // Whoever looks at the console learns more than the sentence says.
    console.warn(error);
    this.status.textContent = this.said.failed;
  }
}

/** A published id in groups of four, as people read it to each other. */
function grouped(id) {
  return id.replace(/(.{4})(?=.)/gu, "$1-");
}

if (typeof document !== "undefined") new Page(document.getElementById("cari"));
