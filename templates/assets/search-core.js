// Finds the rows that a query is about, from an index that `hexapla build` wrote.
//
// This is `src/terms` and `src/search` once more: the same tokens, the same whole numbers, the same order.
// `tests/search_cases.json` holds the two together; change both or neither. Nothing here touches the page.
//
//   const index = loadIndex(await response.json());
//   const hits = search(index, "401 Unauthorized", 20);   // [{ document, score }]

// ---------------------------------------------------------------------------------------------------------
// Tokens
// ---------------------------------------------------------------------------------------------------------

const IGNORABLE = /[\u{ad}\u{34f}\u{200c}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2064}\u{2066}-\u{2069}\u{fe00}-\u{fe0f}\u{feff}]/gu;

const UNSPACED = new RegExp(
  "[" +
    "\\u{e00}-\\u{eff}\\u{1000}-\\u{109f}\\u{1780}-\\u{17ff}" +
    "\\u{2e80}-\\u{2fdf}\\u{3005}-\\u{3007}\\u{3021}-\\u{3029}" +
    "\\u{3041}-\\u{309f}\\u{30a1}-\\u{30fa}\\u{30fc}-\\u{30ff}" +
    "\\u{3105}-\\u{312f}\\u{31a0}-\\u{31bf}\\u{31f0}-\\u{31ff}" +
    "\\u{3400}-\\u{4dbf}\\u{4e00}-\\u{9fff}\\u{f900}-\\u{faff}\\u{20000}-\\u{3ffff}" +
    "]",
  "u",
);
const HANGUL = /[\u{1100}-\u{11ff}\u{3131}-\u{318e}\u{a960}-\u{a97f}\u{ac00}-\u{d7ff}]/u;
const WORD_MARK = /[\u{300}-\u{36f}\u{483}-\u{489}\u{900}-\u{963}\u{966}-\u{96f}\u{971}-\u{df3}\u{df5}-\u{dff}]/u;
const DANDA = /[\u{964}\u{965}\u{970}\u{df4}]/u;
const ALPHANUMERIC = /[\p{Alphabetic}\p{N}]/u;
const ALPHABETIC = /\p{Alphabetic}/u;
const UPPER = /\p{Uppercase}/u;
const LOWER = /\p{Lowercase}/u;
const NUMERIC = /\p{N}/u;
const DIGIT = /^[0-9]$/;

// The class of a character: "word", "hangul", "unspaced" or "between".
function classOf(character) {
  if (character <= "\u007f") return /[0-9A-Za-z]/.test(character) ? "word" : "between";
  if (UNSPACED.test(character)) return "unspaced";
  if (HANGUL.test(character)) return "hangul";
  if (WORD_MARK.test(character)) return "word";
  if (DANDA.test(character)) return "between";
  return ALPHANUMERIC.test(character) ? "word" : "between";
}

// The characters of a text in normal form; `variants` is a map of the Han characters to fold.
function characters(text, variants) {
  const normal = Array.from(text.normalize("NFKC").replace(IGNORABLE, ""));
  return normal.map((character) => variants.get(character) ?? character);
}

function lowerCase(list) {
  return list.join("").toLowerCase().replaceAll("ς", "σ").replaceAll("ß", "ss").replaceAll("\u0307", "");
}

// The tokens of a text, as `{ text, kind }`, by where they start, a whole before its parts.
export function tokenize(text, variants = new Map()) {
  const list = characters(text, variants);
  const classes = list.map(classOf);
  const tokens = [];
  let at = 0;
  while (at < list.length) {
    if (classes[at] === "word") {
      at = pushCompound(tokens, list, classes, at);
    } else if (classes[at] === "between") {
      at += 1;
    } else {
      const end = runEnd(classes, at);
      if (classes[at] === "hangul" && end - at > 2) push(tokens, "word", list.slice(at, end));
      pushBigrams(tokens, list.slice(at, end));
      at = end;
    }
  }
  return tokens;
}

function runEnd(classes, start) {
  let end = start;
  while (end < classes.length && classes[end] === classes[start]) end += 1;
  return end;
}

function push(tokens, kind, list) {
  pushAs(tokens, kind, lowerCase(list));
}

function pushAs(tokens, kind, text) {
  if (text !== "") tokens.push({ text, kind });
}

function pushBigrams(tokens, run) {
  if (run.length === 1) push(tokens, "bigram", run);
  for (let at = 0; at + 1 < run.length; at += 1) push(tokens, "bigram", run.slice(at, at + 2));
}

// Adds the tokens of the compound that starts at `start`, and says where it ends.
function pushCompound(tokens, list, classes, start) {
  const components = componentsFrom(list, classes, start);
  const end = components.at(-1).end;
  const suffix = suffixLength(list, classes, end);
  const whole = list.slice(start, end + suffix);
  if (components.length > 1 && (isTime(whole) || isGuid(whole))) {
    pushAs(tokens, "noise", wholeText(whole));
  } else if (components.length > 1 && whole.every((character) => /^[0-9.,]$/.test(character))) {
    pushAs(tokens, "number", numberText(list, components));
  } else {
    const alone = whole.length === components[0].end - components[0].start;
    if (!alone) pushAs(tokens, "identifier", wholeText(whole));
    for (const component of components) {
      if (alone || component.end - component.start > 1) {
        pushComponent(tokens, list.slice(component.start, component.end));
      }
    }
  }
  return end + suffix;
}

function componentsFrom(list, classes, start) {
  let end = runEnd(classes, start);
  const components = [{ start, end }];
  while (end + 1 < list.length && classes[end + 1] === "word" && connects(list[end - 1], list[end], list[end + 1])) {
    const from = end + 1;
    end = runEnd(classes, from);
    components.push({ start: from, end });
  }
  return components;
}

function connects(before, connector, after) {
  if ("._-@'’‐".includes(connector)) return true;
  return ",:/+".includes(connector) && DIGIT.test(before) && DIGIT.test(after);
}

// How many characters belong to the word before them, as in `C++` and `C#`.
function suffixLength(list, classes, end) {
  let length = 0;
  while (list[end + length] === "+" || list[end + length] === "#") length += 1;
  const followed = end + length < list.length && classes[end + length] !== "between";
  return length > 2 || followed ? 0 : length;
}

function wholeText(list) {
  return lowerCase(list).replaceAll("’", "'").replaceAll("‐", "-");
}

// A number without its grouping marks, or with a point where the comma may be decimal.
function numberText(list, components) {
  const lengths = components.map((component) => component.end - component.start);
  const grouped = lengths[0] <= 3 && lengths.slice(1).every((length) => length === 3);
  const pieces = components.map((component) => lowerCase(list.slice(component.start, component.end)));
  return pieces.join(grouped ? "" : ".");
}

function pushComponent(tokens, component) {
  if (isRandom(component)) {
    push(tokens, "noise", component);
    return;
  }
  const parts = partsOf(component);
  if (parts.length > 1) {
    push(tokens, "identifier", component);
    for (const part of parts) if (part.length > 1) push(tokens, "part", part);
  } else {
    push(tokens, NUMERIC.test(component[0]) ? "number" : "word", component);
  }
}

function partsOf(component) {
  const parts = [];
  let from = 0;
  for (let at = 1; at < component.length; at += 1) {
    if (isCut(component, at)) {
      parts.push(component.slice(from, at));
      from = at;
    }
  }
  parts.push(component.slice(from));
  return parts;
}

// Whether a part starts at `at`: `token|Refresh`, `HTTP|Request`, `AADSTS|70002`.
function isCut(component, at) {
  const before = component[at - 1];
  const here = component[at];
  if (NUMERIC.test(before) !== NUMERIC.test(here)) return true;
  const lowerFollows = at + 1 < component.length && LOWER.test(component[at + 1]);
  return UPPER.test(here) && (LOWER.test(before) || (UPPER.test(before) && lowerFollows));
}

function isTime(whole) {
  const count = (wanted) => whole.filter((character) => character === wanted).length;
  const known = whole.every((character) => /^[0-9TtZz:/.,+-]$/.test(character));
  return known && (count(":") >= 1 || count("-") >= 2 || count("/") >= 2);
}

function isGuid(whole) {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(whole.join(""));
}

// Whether nobody has chosen this word: a long hexadecimal number, or letters and digits that take turns.
function isRandom(word) {
  const text = word.join("");
  if (!/^[0-9A-Za-z]*[0-9][0-9A-Za-z]*$/.test(text)) return false;
  const number = text.replace(/^0[xX]/, "");
  if (number.length >= 12 && /^[0-9A-Fa-f]*$/.test(number)) return true;
  let changes = 0;
  for (let at = 1; at < text.length; at += 1) {
    if (DIGIT.test(text[at - 1]) !== DIGIT.test(text[at])) changes += 1;
  }
  return text.length >= 16 && changes >= 3;
}

// ---------------------------------------------------------------------------------------------------------
// The index
// ---------------------------------------------------------------------------------------------------------

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit, value]));

// Reads numbers from a packed text: five bits to a character, the sixth says that more follow.
class Unpack {
  constructor(packed) {
    this.packed = packed;
    this.at = 0;
  }

  number() {
    let number = 0;
    let unit = 1;
    for (;;) {
      const digit = VALUES.get(this.packed[this.at]);
      if (digit === undefined) throw new Error("the search index is damaged");
      this.at += 1;
      number += (digit % 32) * unit;
      unit *= 32;
      if (digit < 32) return number;
    }
  }

  growing() {
    const numbers = [];
    let last = 0;
    for (let left = this.number(); left > 0; left -= 1) {
      last += this.number();
      numbers.push(last);
    }
    return numbers;
  }
}

// The index that the parsed JSON of an index file holds. Throws where it is none.
export function loadIndex(json) {
  if (json?.format !== "hexapla-search" || json.version !== 1) {
    throw new Error("this is no search index of version 1");
  }
  const documents = json.documents.map(([kind, url, entry, page, title, app, snippet]) => ({
    kind: kind === 0 ? "entry" : "section",
    url,
    entry,
    page: json.pages[page],
    title,
    app,
    snippet,
  }));
  const terms = splitTerms(json.terms);
  return {
    locale: json.locale,
    documents,
    references: readReferences(json.references, documents.length),
    texts: readTexts(json.texts),
    terms,
    postings: readPostings(json.postings, terms.length),
    numbers: new Map(terms.map((term, number) => [term, number])),
    variants: readVariants(json.variants),
    grams: null,
  };
}

function readVariants(pairs) {
  const list = Array.from(pairs);
  const variants = new Map();
  for (let at = 0; at + 1 < list.length; at += 2) variants.set(list[at], list[at + 1]);
  return variants;
}

function splitTerms(joined) {
  const terms = [];
  let last = [];
  for (const piece of joined.split(" ").slice(1)) {
    last = last.slice(0, Number.parseInt(piece[0], 36)).concat(Array.from(piece.slice(1)));
    terms.push(last.join(""));
  }
  return terms;
}

function readReferences(packed, count) {
  const unpack = new Unpack(packed);
  return Array.from({ length: count }, () => ({
    message: unpack.number() - 1,
    signature: unpack.number() - 1,
    foreign: unpack.growing(),
  }));
}

function readTexts(packed) {
  const unpack = new Unpack(packed);
  const texts = [];
  while (unpack.at < packed.length) texts.push(Math.max(unpack.number(), 1));
  return texts;
}

function readPostings(packed, count) {
  const unpack = new Unpack(packed);
  return Array.from({ length: count }, () => {
    const posting = { rarity: unpack.number(), texts: unpack.growing(), documents: [], weights: [] };
    let document = 0;
    for (let left = unpack.number(); left > 0; left -= 1) {
      document += unpack.number();
      posting.documents.push(document);
      posting.weights.push(unpack.number());
    }
    return posting;
  });
}

// ---------------------------------------------------------------------------------------------------------
// The query
// ---------------------------------------------------------------------------------------------------------

const FINE = 128;
const EXACT = 16;
const MESSAGE = 60;
const FOREIGN = 40;
const SIGNATURE = 10;
const MAXIMUM_TERMS = 1000;
const MAXIMUM_STAND_INS = 64;

// The documents that fit the query, best first, at most `limit`; equals in the order of the index.
export function search(index, query, limit) {
  const scores = scoresOf(index, queryTerms(index, query));
  const found = [];
  scores.forEach((score, document) => {
    if (score > 0) found.push(document);
  });
  found.sort((a, b) => scores[b] - scores[a] || a - b);
  return found.slice(0, limit).map((at) => ({ document: index.documents[at], score: scores[at] / 8388608 }));
}

// A function from a text to its pieces, as `{ text, marked }`: marked are the words that the query found.
export function highlighter(index, query) {
  const wanted = new Set(Array.from(queryTerms(index, query).keys(), (term) => index.terms[term]));
  return (text) => {
    const list = Array.from(text);
    const classes = list.map(classOf);
    const marked = new Array(list.length).fill(false);
    for (let at = 0, end = 0; at < list.length; at = end) {
      end = runEnd(classes, at);
      if (classes[at] === "unspaced") markPairs(marked, list, at, end, index.variants, wanted);
      else if (isWanted(list.slice(at, end), index.variants, wanted)) marked.fill(true, at, end);
    }
    return piecesOf(list, marked);
  };
}

function markPairs(marked, list, start, end, variants, wanted) {
  const step = Math.min(2, end - start);
  for (let at = start; at + step <= end; at += 1) {
    if (isWanted(list.slice(at, at + step), variants, wanted)) marked.fill(true, at, at + step);
  }
}

function isWanted(list, variants, wanted) {
  return tokenize(list.join(""), variants).some((token) => wanted.has(token.text));
}

function piecesOf(list, marked) {
  const pieces = [];
  list.forEach((character, at) => {
    if (at > 0 && marked[at] === marked[at - 1]) pieces.at(-1).text += character;
    else pieces.push({ text: character, marked: marked[at] });
  });
  return pieces;
}

// The terms of the index that a text asks for or resembles, as a map to their weights.
function queryTerms(index, query) {
  const tokens = new Map();
  for (const token of tokenize(query, index.variants)) {
    if (!tokens.has(token.text)) tokens.set(token.text, token);
  }
  const distinct = Array.from(tokens.values()).slice(0, MAXIMUM_TERMS);
  const weights = new Map();
  const unknown = [];
  for (const token of distinct) {
    const number = index.numbers.get(token.text);
    if (number === undefined) unknown.push(token);
    else weights.set(number, EXACT);
  }
  for (const token of unknown.filter(isReplaceable).slice(0, MAXIMUM_STAND_INS)) {
    index.grams ??= gramsOf(index.terms);
    for (const [number, weight] of standIns(index, token.text)) {
      weights.set(number, Math.max(weight, weights.get(number) ?? 0));
    }
  }
  return weights;
}

function scoresOf(index, weights) {
  const matched = new Array(index.texts.length).fill(0);
  const scores = new Array(index.documents.length).fill(0);
  let asked = 0;
  for (const [term, weight] of weights) {
    const posting = index.postings[term];
    const worth = posting.rarity * weight;
    asked += worth;
    for (const text of posting.texts) matched[text] += worth;
    posting.documents.forEach((document, at) => {
      scores[document] += FINE * worth * posting.weights[at];
    });
  }
  const texts = matched.map((amount, text) => textValue(amount, index.texts[text] * EXACT, asked));
  index.references.forEach((references, document) => {
    scores[document] += textScore(references, texts);
  });
  return scores;
}

// What a text adds: what the query has of it, times how much of it that is; and, at an eighth, times how
// much of the query that is. All products are below 2⁵³.
function textValue(amount, total, asked) {
  const matched = Math.min(amount, total, asked);
  const square = FINE * matched * matched;
  return Math.floor(square / Math.max(total, 1)) + Math.floor(square / (8 * Math.max(asked, 1)));
}

function textScore(references, texts) {
  const message = texts[references.message] ?? 0;
  const signature = texts[references.signature] ?? 0;
  let foreign = 0;
  for (const text of references.foreign) foreign = Math.max(foreign, texts[text]);
  return Math.max(MESSAGE * message, FOREIGN * foreign) + SIGNATURE * signature;
}

// ---------------------------------------------------------------------------------------------------------
// Terms in place of one that the index lacks
// ---------------------------------------------------------------------------------------------------------

const MAXIMUM_FOR_ONE = 8;
const STAND_IN = 13;

function pairsOf(term) {
  const list = ["^", ...Array.from(term), "$"];
  const pairs = new Set();
  for (let at = 0; at + 1 < list.length; at += 1) pairs.add(list[at] + list[at + 1]);
  return pairs;
}

function gramsOf(terms) {
  const grams = new Map();
  terms.forEach((term, number) => {
    for (const pair of pairsOf(term)) {
      if (grams.has(pair)) grams.get(pair).push(number);
      else grams.set(pair, [number]);
    }
  });
  return grams;
}

function isReplaceable(token) {
  if (token.kind === "number" || token.kind === "noise") return false;
  const list = Array.from(token.text);
  if (token.kind === "bigram") return list.length === 1;
  const other = list.findIndex((character) => !ALPHABETIC.test(character));
  return (other < 0 ? list.length : other) >= 3;
}

// The terms that stand in for `wanted`, best first, as pairs of number and weight.
function standIns(index, wanted) {
  const shared = new Map();
  for (const pair of pairsOf(wanted)) {
    for (const number of index.grams.get(pair) ?? []) shared.set(number, (shared.get(number) ?? 0) + 1);
  }
  const list = Array.from(wanted);
  const alike = [];
  for (const [number, count] of shared) {
    const value = likeness(list, Array.from(index.terms[number]), count);
    if (value > 0) alike.push([number, value]);
  }
  alike.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return alike.slice(0, MAXIMUM_FOR_ONE).map(([number, value]) => [number, Math.floor((value * STAND_IN) / 16)]);
}

// How alike two terms are that share `shared` pairs, from 0 to 16.
function likeness(wanted, term, shared) {
  const longer = Math.max(wanted.length, term.length);
  let common = 0;
  while (common < wanted.length && common < term.length && wanted[common] === term[common]) common += 1;
  if (common === wanted.length) return Math.floor((EXACT * (longer + common)) / (2 * longer));
  if (wanted.length < 5 || !wanted.every(isLetter) || !term.every(isLetter)) return 0;
  const byBeginning = Math.floor((EXACT * common) / longer);
  const byPairs = Math.floor((EXACT * 2 * shared) / (wanted.length + term.length + 2));
  if (byBeginning < 10 && byPairs < 10) return 0;
  return Math.max(byBeginning, Math.min(byPairs, EXACT));
}

function isLetter(character) {
  return ALPHABETIC.test(character);
}
