"use strict";
(() => {
  performance.mark("policydiff-start");
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const WORDS = JSON.parse($("words").textContent);
  const OPENED_IN = root.dataset.language;
  const CHUNK = 50;
  const ORDERS = ["new", "old", "status", "size", "certainty"];
  const STATUSES = ["changed", "new", "dropped", "continued"];
  const UNCERTAIN = "uncertain";
  const NAMED = {
    ".open": () => "row.passages",
    "main summary": () => "row.why",
    ".link": () => "row.link",
    "[data-s] b": (element) => `status.${element.closest("[data-s]").dataset.s}`,
    "[data-v]": (element) => `verdict.${element.dataset.v}`,
  };
  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th": "rowheader" };
  const TOLD = { changes: [0, 3], targets: [0, 4], deliveries: [2] };
  const UNFILTERED = { status: "", section: "", axis: "", text: "" };
  const fresh = () => ({ ...UNFILTERED, sort: "new", verdict: "" });

  const tables = $("change-tables");
  const sections = all("section", tables);
  const sorted = document.createElement("div");
  const rows = sections.flatMap((section) => all("tbody tr", section).map((row) => ({
    row,
    status: row.dataset.s,
    axes: row.dataset.a ? row.dataset.a.split(" ") : [],
    section: section.dataset.section,
    size: Number(row.dataset.m || 0),
    certainty: Number(row.dataset.c || 1),
    old: spans(row.dataset.old),
    words: null,
  })));
  const promises = all("#delivery tbody tr").map((row) => ({
    row,
    verdict: row.querySelector("[data-v]").dataset.v,
    uncertain: Boolean(row.querySelector(".doubt")),
  }));
  const verdicts = all("#delivery-tools button").map((button) => button.dataset.verdict);
  const homes = new Map();
  rows.forEach((entry, place) => {
    entry.place = place;
    const home = entry.row.parentElement;
    if (!homes.has(home)) homes.set(home, []);
    homes.get(home).push(entry.row);
  });
  const entries = new Map(rows.map((entry) => [entry.row, entry]));
  let language = OPENED_IN;
  let state = fresh();
  let chosen = "";
  let opened = null;

  function spans(written) {
    return written ? written.split(" ").map((span) => span.split("-").map(Number)) : [];
  }

  /* Words */

  /* What is put in is words, a phrase as its key and its parts, or a list of phrases. */
  function word(key, parts = []) {
    const words = WORDS[language];
    if (!key) return parts.join(" ");
    return (words[key] || key).replace(/\{(\d)(?::([a-z]+)|@[a-z]+(?:\|([^}]+))?)?\}/g, (slot, number, kind, between) => {
      const part = parts[Number(number)] ?? slot;
      return (kind && words[`${kind}.${part}`]) || said(part, between);
    });
  }

  function said(part, between) {
    if (!Array.isArray(part)) return part;
    return Array.isArray(part[0]) ? part.map((one) => said(one)).join(between) : word(part[0], part.slice(1));
  }

  function partsOf(element) {
    if ("j" in element.dataset) return JSON.parse(element.dataset.j);
    return "p" in element.dataset ? element.dataset.p.split("\t") : [];
  }

  function speak(wanted) {
    language = wanted;
    root.lang = wanted === "zh" ? "zh-Hans" : "en";
    root.dataset.language = wanted;
    for (const element of all("[data-t]")) {
      const count = element.dataset.n ? ` (${element.dataset.n})` : "";
      element.textContent = word(element.dataset.t, partsOf(element)) + count;
    }
    for (const [selector, key] of Object.entries(NAMED)) {
      for (const element of all(selector)) element.textContent = word(key(element));
    }
    labelLinks();
    for (const element of all("[data-tl]")) element.setAttribute("aria-label", word(element.dataset.tl));
    for (const element of all("[data-tp]")) element.placeholder = word(element.dataset.tp);
    for (const element of all("[data-tg]")) element.label = word(element.dataset.tg);
    labelSwitch();
    for (const entry of rows) entry.words = null;
    readAhead();
    if (opened) showPassages(opened);
  }

  function labelLinks() {
    for (const link of all(".link")) link.setAttribute("aria-label", word("row.link_label"));
  }

  function labelSwitch() {
    $("language").textContent = word("page.language");
    $("language").lang = language === "zh" ? "en" : "zh-Hans";
  }

  /* What the address says */

  function readAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    const next = fresh();
    for (const key of Object.keys(next)) if (address.get(key)) next[key] = address.get(key).slice(0, 200);
    if (!ORDERS.includes(next.sort)) next.sort = "new";
    if (!STATUSES.includes(next.status)) next.status = "";
    if (!verdicts.includes(next.verdict)) next.verdict = "";
    if (!sections.some((section) => section.dataset.section === next.section)) next.section = "";
    const wanted = address.get("lang");
    return { next, change: [...address.keys()].find((key) => /^c-[0-9a-f-]+$/.test(key)) || "", lang: Object.hasOwn(WORDS, wanted) ? wanted : language };
  }

  function writeAddress() {
    const chosenNow = Object.entries(state).filter(([key, value]) => value && !(key === "sort" && value === "new"));
    if (language !== OPENED_IN) chosenNow.push(["lang", language]);
    const rest = chosenNow.map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    const hash = [...(chosen ? [chosen] : []), ...rest].join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  function followAddress() {
    const { next, change, lang } = readAddress();
    if (lang !== language) speak(lang);
    const anchor = location.hash.slice(1).split("&")[0];
    const isPlace = anchor && !anchor.includes("=") && !change;
    if (!isPlace) state = next;
    chosen = change;
    apply();
    if (change) arrive(change);
    else if (isPlace) {
      if ($(anchor)) $(anchor).scrollIntoView();
      if (language !== OPENED_IN || state.sort !== "new" || state.verdict || isFiltered()) writeAddress();
    } else if (state.verdict) bringTo($("delivery"), "start");
  }

  function arrive(id) {
    const entry = rows.find(({ row }) => row.id === id);
    if (!entry) return;
    if (entry.row.hidden) {
      state = { ...state, ...UNFILTERED };
      apply();
    }
    choose(entry);
    bringTo(entry.row, "center");
    entry.row.querySelector(".link").focus({ preventScroll: true });
  }

  /* What is above may only be measured once it is near, so the row is sought again when it has been. */
  function bringTo(row, block) {
    row.scrollIntoView({ block });
    requestAnimationFrame(() => requestAnimationFrame(() => row.scrollIntoView({ block })));
  }

  function choose(entry) {
    for (const row of all("tr.chosen", tables)) {
      row.classList.remove("chosen");
      row.removeAttribute("aria-current");
    }
    entry.row.classList.add("chosen");
    entry.row.setAttribute("aria-current", "true");
    chosen = entry.row.id;
    writeAddress();
  }

  /* Filters and order */

  function wordsOf(entry) {
    entry.words ??= Array.from(entry.row.cells).slice(0, 4).map((cell) => cell.textContent).join("\n").toLowerCase();
    return entry.words;
  }

  function readAhead() {
    if (window.requestIdleCallback) requestIdleCallback(() => rows.forEach(wordsOf));
  }

  function fits(entry, wanted) {
    return (!state.status || entry.status === state.status)
      && (!state.section || entry.section === state.section)
      && (!state.axis || entry.axes.includes(state.axis))
      && wanted.every((part) => wordsOf(entry).includes(part));
  }

  const begin = (found) => (found.length ? found[0][0] : Infinity);
  const by = {
    old: (entry) => begin(entry.old),
    status: (entry) => STATUSES.indexOf(entry.status),
    size: (entry) => -entry.size,
    certainty: (entry) => entry.certainty,
  };

  function order() {
    if (tables.dataset.sort === state.sort) return;
    tables.dataset.sort = state.sort;
    sorted.remove();
    sorted.replaceChildren();
    if (state.sort === "new") {
      for (const [home, own] of homes) home.append(...own);
      return;
    }
    const key = by[state.sort];
    const placed = rows.map((entry) => [key(entry), entry]);
    placed.sort(([one, first], [other, second]) => (one === other ? first.place - second.place : one < other ? -1 : 1));
    for (let place = 0; place < placed.length; place += CHUNK) sorted.append(chunkOf(placed.slice(place, place + CHUNK)));
    tables.append(sorted);
  }

  function chunkOf(placed) {
    const chunk = document.createElement("div");
    const like = sections[0].querySelector("table");
    const table = like.cloneNode(false);
    table.setAttribute("aria-labelledby", "changes-title");
    table.append(like.querySelector("colgroup").cloneNode(true), like.tHead.cloneNode(true), document.createElement("tbody"));
    table.tBodies[0].append(...placed.map(([, { row }]) => row));
    chunk.className = "chunk";
    chunk.append(table);
    return chunk;
  }

  /* A chunk without rows to show is hidden; the others say how high they may be, so that they need not be laid out before they are near. */
  function sizeChunks(listed, parts) {
    const counts = new Map();
    for (const { row } of listed) {
      const chunk = row.closest(".chunk");
      counts.set(chunk, (counts.get(chunk) || 0) + (row.hidden ? 0 : 1));
    }
    for (const [chunk, count] of counts) {
      chunk.hidden = !count;
      chunk.style.containIntrinsicBlockSize = `auto ${70 * count}px`;
    }
    for (const part of parts) part.hidden = !part.querySelector("tbody tr:not([hidden])");
  }

  function show(listed, isFit) {
    let shown = 0;
    for (const entry of listed) {
      const fit = isFit(entry);
      if (entry.row.hidden === fit) entry.row.hidden = !fit;
      shown += fit ? 1 : 0;
    }
    return shown;
  }

  function apply() {
    const start = performance.now();
    const wanted = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = show(rows, (entry) => fits(entry, wanted));
    order();
    sizeChunks(rows, sections);
    showState(shown);
    applyVerdict();
    void tables.offsetHeight;
    performance.measure("policydiff-filter", { start });
  }

  function applyVerdict() {
    if (!promises.length || $("delivery-tables").dataset.verdict === state.verdict) return;
    $("delivery-tables").dataset.verdict = state.verdict;
    const wanted = state.verdict;
    const shown = show(promises, (entry) => !wanted || (wanted === UNCERTAIN ? entry.uncertain : entry.verdict === wanted));
    sizeChunks(promises, all("section", $("delivery-tables")));
    for (const button of all("#delivery-tools button")) button.setAttribute("aria-pressed", String(button.dataset.verdict === wanted));
    sayCount($("promises-shown"), "delivery.shown", shown, promises.length);
    $("no-promise").hidden = shown > 0;
  }

  function sayCount(line, key, shown, count) {
    line.dataset.t = key;
    line.dataset.p = `${shown}\t${count}`;
    const words = word(key, partsOf(line));
    if (line.textContent !== words) line.textContent = words;
  }

  function isFiltered() {
    return Boolean(state.status || state.section || state.axis || state.text);
  }

  function showState(shown) {
    for (const button of all("#tools button[data-status]")) button.setAttribute("aria-pressed", String(button.dataset.status === state.status));
    for (const key of ["section", "axis", "sort"]) $(`f-${key}`).value = state[key];
    if ($("f-text").value !== state.text) $("f-text").value = state.text;
    sayCount($("shown"), "filter.shown", shown, rows.length);
    $("clear").hidden = !isFiltered();
    $("none").hidden = shown > 0 || rows.length === 0;
    for (const button of all(".heads button")) button.setAttribute("aria-pressed", String(button.dataset.sort === state.sort));
  }

  function set(part) {
    state = { ...state, ...part };
    apply();
    writeAddress();
  }

  /* Passages */

  function clearMarks() {
    for (const mark of all("mark", $("passage"))) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }

  function markSpan(pane, [start, end]) {
    const marks = [];
    for (const paragraph of all(".text > p", pane)) {
      const at = Number(paragraph.dataset.at);
      if (at >= end) break;
      if (at + paragraph.textContent.length > start) marks.push(...markWithin(paragraph, start - at, end - at));
    }
    return marks;
  }

  function markWithin(paragraph, start, end) {
    const marks = [];
    let place = 0;
    for (const node of Array.from(paragraph.childNodes)) {
      const length = node.textContent.length;
      if (node.nodeType === Node.TEXT_NODE && place < end && place + length > start) marks.push(wrap(node, Math.max(start - place, 0), Math.min(end - place, length)));
      place += length;
    }
    return marks;
  }

  function wrap(node, start, end) {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const mark = document.createElement("mark");
    range.surroundContents(mark);
    return mark;
  }

  function showSide(side, row) {
    const pane = $(side);
    const found = spans(row.dataset[side]);
    showOrigin(pane, row.dataset[`${side}Origin`]);
    const groups = found.map((span) => markSpan(pane, span)).filter((marks) => marks.length);
    const note = pane.querySelector(".found");
    note.hidden = groups.length === 1;
    note.replaceChildren();
    if (!groups.length) note.textContent = word("passage.none");
    if (groups.length > 1) note.append(...groups.map((marks, place) => stepTo(marks, place, groups.length)));
    const text = pane.querySelector(".text");
    if (groups.length) centre(text, groups[0][0]);
    else text.scrollTop = 0;
  }

  function showOrigin(pane, where) {
    const label = pane.querySelector(".origin");
    label.textContent = where || "";
    label.hidden = !where;
  }

  function stepTo(marks, place, count) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word("passage.here", [place + 1, count]);
    button.addEventListener("click", () => centre(marks[0].closest(".text"), marks[0]));
    return button;
  }

  function centre(text, mark) {
    const gap = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += gap - text.clientHeight / 3;
  }

  function summarize(row) {
    const what = $("passage-what");
    what.replaceChildren();
    what.dataset.s = row.dataset.s || "";
    for (const place of TOLD[kindOf(row)]) {
      const cell = row.cells[place];
      const part = document.createElement("div");
      part.append(...Array.from(cell.childNodes, (node) => node.cloneNode(true)));
      if (cell.lang) part.lang = cell.lang;
      what.append(part);
    }
  }

  function showPassages(row) {
    clearMarks();
    summarize(row);
    for (const side of ["old", "new"]) showSide(side, row);
    const near = neighbours(row);
    const place = near.indexOf(row);
    $("previous").disabled = place <= 0;
    $("next").disabled = place < 0 || place === near.length - 1;
  }

  function kindOf(row) {
    return row.closest("table").classList[0];
  }

  function neighbours(row) {
    return all("tbody tr", row.closest("main > section")).filter((other) => !other.hidden);
  }

  function open(row) {
    opened = row;
    if (entries.has(row)) choose(entries.get(row));
    if (!$("passage").open) {
      $("passage").showModal();
      $("passage-title").focus();
    }
    showPassages(row);
  }

  function step(by) {
    const near = neighbours(opened);
    const next = near[near.indexOf(opened) + by];
    if (next) open(next);
  }

  function closed() {
    clearMarks();
    const row = opened;
    opened = null;
    if (!row) return;
    bringTo(row, "nearest");
    row.querySelector(".open").focus({ preventScroll: true });
  }

  function openReports() {
    $("passage-what").replaceChildren();
    for (const side of ["old", "new"]) {
      $(side).querySelector(".found").hidden = true;
      showOrigin($(side));
    }
    $("previous").disabled = $("next").disabled = true;
    $("passage").showModal();
    $("passage-title").focus();
  }

  /* Setting up */

  function makeButton(link) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "open";
    button.textContent = link.textContent;
    link.replaceWith(button);
  }

  /* Where rows are shown as cards, some screen readers no longer take a table for one unless it is said. */
  function sayRoles(narrow) {
    if (!narrow.matches) return;
    for (const [selector, role] of Object.entries(ROLES)) for (const element of all(selector)) element.setAttribute("role", role);
  }

  function clicked(event) {
    const target = event.target.closest("a, button, summary, details, input, select, label, tr");
    const row = event.target.closest("main tbody tr");
    if (!target || !row) return;
    const isOpener = target.classList.contains("open");
    if (target.tagName !== "TR" && !isOpener) return;
    if (!isOpener && String(getSelection())) return;
    event.preventDefault();
    open(row);
  }

  function listen() {
    document.addEventListener("click", clicked);
    $("tools").addEventListener("submit", (event) => event.preventDefault());
    for (const button of all("#tools button[data-status]")) button.addEventListener("click", () => set({ status: button.dataset.status }));
    for (const button of all(".heads button")) button.addEventListener("click", () => set({ sort: state.sort === button.dataset.sort ? "new" : button.dataset.sort }));
    for (const button of all("#delivery-tools button")) button.addEventListener("click", () => set({ verdict: button.dataset.verdict }));
    for (const link of all(".counts a")) link.addEventListener("click", (event) => { event.preventDefault(); goTo("changes", { status: link.dataset.status }); });
    for (const link of all(".fact a")) link.addEventListener("click", (event) => { event.preventDefault(); goTo("delivery", { verdict: link.dataset.verdict }); });
    for (const key of ["section", "axis", "sort"]) $(`f-${key}`).addEventListener("change", (event) => set({ [key]: event.target.value }));
    let waiting = 0;
    $("f-text").addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => set({ text: event.target.value }), 120);
    });
    $("clear").addEventListener("click", () => { set(UNFILTERED); $("f-text").focus(); });
    $("language").addEventListener("click", () => { speak(language === "zh" ? "en" : "zh"); writeAddress(); });
    for (const link of all("a.link")) link.addEventListener("click", linkClicked);
    $("to-reports").addEventListener("click", (event) => { event.preventDefault(); openReports(); });
    $("previous").addEventListener("click", () => step(-1));
    $("next").addEventListener("click", () => step(1));
    $("close").addEventListener("click", () => $("passage").close());
    $("passage").addEventListener("close", closed);
    addEventListener("hashchange", followAddress);
    addEventListener("beforeprint", () => { if ($("passage").open) $("passage").close(); });
  }

  function linkClicked(event) {
    event.preventDefault();
    choose(entries.get(event.target.closest("tr")));
  }

  function goTo(place, part) {
    set(part);
    bringTo($(place), "start");
    $(place).focus({ preventScroll: true });
  }

  root.classList.add("scripted");
  $("passage").append($("reports").querySelector(".panes"));
  $("reports").hidden = true;
  $("tools").hidden = false;
  if (promises.length) $("delivery-tools").hidden = false;
  $("language").hidden = false;
  all("main td:last-child > a:first-child").forEach(makeButton);
  for (const link of all("details + a")) link.className = "link";
  const narrow = matchMedia("screen and (max-width: 52rem)");
  narrow.addEventListener("change", sayRoles);
  sayRoles(narrow);
  labelSwitch();
  labelLinks();
  listen();
  followAddress();
  /* The browser goes to the address by itself once all is loaded, and takes the focus away. */
  if (chosen) addEventListener("load", () => setTimeout(arrive, 0, chosen));
  performance.measure("policydiff-ready", "policydiff-start");
  readAhead();
  root.dataset.ready = "true";
})();
