// Everything works without this. With it: pages change in place and keep what is being written, live parts follow what happens,
// and there are keys for everything.
"use strict";
(() => {
  const root = document.documentElement;
  const byId = id => document.getElementById(id);
  const policy = window.trustedTypes?.createPolicy("throughline", { createHTML: text => text });
  const parsed = text => new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
  const say = text => { const live = byId("live"); if (live && text) live.textContent = text; };
  root.classList.add("js");

  // ---- Changing what is there into what should be there, touching as little as possible.

  // Attributes are asked for by name, since `form.name` is the field called name where there is one.
  const of = (node, name) => node.getAttribute?.(name) ?? "";
  const keyOf = node => of(node, "id") || of(node, "data-id");
  const alike = (a, b) => a.nodeName === b.nodeName && ["id", "data-id", "type", "name"].every(name => of(a, name) === of(b, name));

  function morph(old, fresh) {
    if (old.nodeType !== 1) { if (old.data !== fresh.data) old.data = fresh.data; return; }
    if (old.hasAttribute("data-keep") || old.isEqualNode(fresh)) return;
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value && name !== "open") old.setAttribute(name, value);
    morphChildren(old, fresh);
  }

  function morphChildren(old, fresh) {
    const known = new Map();
    for (const child of old.children) { const key = keyOf(child); if (key) known.set(key, child); }
    let place = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      const same = known.get(keyOf(child));
      if (same && alike(same, child)) {
        if (same === place) place = place.nextSibling; else move(old, same, place);
        morph(same, child);
      } else if (place && alike(place, child) && !keyOf(child)) {
        const next = place.nextSibling;
        morph(place, child);
        place = next;
      } else {
        old.insertBefore(child, place);
      }
    }
    while (place) { const next = place.nextSibling; place.remove(); place = next; }
  }

  const move = (parent, node, place) => parent.moveBefore ? parent.moveBefore(node, place) : parent.insertBefore(node, place);

  // What is focused stays focused, and text selected in it stays selected.
  function keepingFocus(change) {
    const active = document.activeElement, { id, selectionStart, selectionEnd } = active ?? {};
    change();
    const again = active?.isConnected ? active : id && byId(id);
    if (!again || again === document.body || again === document.activeElement) return;
    again.focus({ preventScroll: true });
    try { again.setSelectionRange?.(selectionStart, selectionEnd); } catch { /* Not every field has a selection. */ }
  }

  // ---- Pages in place.

  let visiting;

  async function visit(url, { body, form, push = true } = {}) {
    visiting?.abort();
    const mine = visiting = new AbortController();
    const main = byId("main");
    main.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, { method: body ? "POST" : "GET", body, headers: { Accept: "text/html" }, signal: mine.signal });
      const page = parsed(await response.text());
      if (!page.getElementById("main") || !page.querySelector(".app")) return location.assign(response.url);
      if (form && response.ok) HTMLFormElement.prototype.reset.call(form);
      show(page, response.url, push);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (body) say(document.body.dataset.offline); else location.assign(url);
    } finally {
      if (visiting === mine) byId("main").removeAttribute("aria-busy");
    }
  }

  function show(page, url, push) {
    const isElsewhere = new URL(url).pathname !== location.pathname;
    if (push && url !== location.href) history.pushState(null, "", url);
    document.title = page.title;
    keepingFocus(() => {
      for (const part of ["#main", ".top", ".rail"]) {
        const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
        if (old && fresh) morph(old, fresh);
      }
    });
    for (const menu of document.querySelectorAll(".menu[open]:not(:has([aria-invalid]))")) menu.open = false;
    if (isElsewhere && push) { scrollTo(0, 0); byId("main").focus(); }
    document.querySelector("[aria-invalid]")?.focus();
    say(document.querySelector("#main [role=status]")?.textContent ?? page.title);
    showTab();
    countPicked();
    listen();
  }

  addEventListener("popstate", () => visit(location.href, { push: false }));

  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.hasAttribute("data-keys")) { event.preventDefault(); return openKeys(); }
    if (!link.closest("[data-swap]") || link.target || link.origin !== location.origin) return;
    event.preventDefault();
    visit(link.href);
  });

  document.addEventListener("submit", event => {
    const form = event.target;
    if (!form.matches("form[data-swap]") || event.defaultPrevented) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter), url = new URL(of(form, "action"), location.href);
    if (of(form, "method") === "post") return visit(url.href, { body: of(form, "enctype") ? data : new URLSearchParams(data), form });
    url.search = new URLSearchParams([...data].filter(([, value]) => value !== ""));
    visit(url.href);
  });

  document.addEventListener("click", event => { if (event.target.closest("[data-print]")) print(); });

  // What is typed in an answer is kept on the server, a second after it was typed; what could not be kept outlives its page in the tab.
  const reply = document.querySelector("#reply"), words = reply?.querySelector("textarea");
  if (words && byId("draft")) {
    const place = "draft " + of(reply, "action"), line = () => byId("draft"), version = () => line().querySelector("[name=draft]");
    let kept = line().hasAttribute("data-typed") ? undefined : words.value, isSent = false, isBusy = false, timer;
    const isNews = () => !isSent && words.value !== kept && !line().hasAttribute("data-overtaken");
    const keep = async keepalive => {
      timer = clearTimeout(timer);
      if (isBusy || !isNews()) return;
      const text = words.value, fields = new FormData(reply);
      isBusy = true;
      try {
        const body = new URLSearchParams(["_seal", "text", "once", "draft"].map(name => [name, fields.get(name)]));
        const response = await fetch(line().dataset.draft, { method: "POST", body, keepalive, headers: { Accept: "text/html" } });
        const fresh = parsed(await response.text()).getElementById("draft");
        if (fresh) { morph(line(), fresh); kept = text; }
      } catch { /* The tab keeps it, and the next key tries again. */ }
      isBusy = false;
      if (isNews() && kept !== undefined && kept === text) timer ??= setTimeout(keep, 1000);
    };
    // A browser that keeps nothing refuses to be asked.
    try {
      const left = JSON.parse(sessionStorage.getItem(place) ?? "null");
      sessionStorage.removeItem(place);
      if (left && left.text !== words.value && line().dataset.typed === undefined) [words.value, version().value] = [left.text, left.version];
    } catch { /* Nothing was left. */ }
    words.addEventListener("input", () => { timer ??= setTimeout(keep, 1000); });
    reply.addEventListener("submit", () => { isSent = true; clearTimeout(timer); });
    addEventListener("pageshow", event => { if (event.persisted) isSent = false; });
    addEventListener("pagehide", () => {
      if (!isNews()) return;
      try { sessionStorage.setItem(place, JSON.stringify({ text: words.value, version: version().value })); } catch { /* As above. */ }
      keep(true);
    });
    keep();
  }

  // @ and the beginning of a name offers colleagues.
  if (words && byId("colleagues")) {
    const list = document.createElement("ul");
    list.className = "offers";
    list.hidden = true;
    words.after(list);
    const begun = () => /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}._-]{0,30})$/u.exec(words.value.slice(0, words.selectionStart))?.[1];
    const close = () => { list.hidden = true; list.replaceChildren(); };
    const choose = name => {
      const start = words.selectionStart - begun().length;
      words.setRangeText(name + " ", start, words.selectionStart, "end");
      words.dispatchEvent(new Event("input", { bubbles: true }));
      close();
      words.focus();
    };
    words.addEventListener("input", () => {
      const wish = begun()?.toLocaleLowerCase();
      const names = wish === undefined ? [] : [...byId("colleagues").options].map(option => option.value)
        .filter(name => name.toLocaleLowerCase().split(" ").some(part => part.startsWith(wish))).slice(0, 6);
      list.replaceChildren(...names.map(name => {
        const [item, button] = ["li", "button"].map(tag => document.createElement(tag));
        button.type = "button";
        button.textContent = name;
        button.onclick = () => choose(name);
        item.append(button);
        return item;
      }));
      list.hidden = !names.length;
      if (names.length) say(names.join(", "));
    });
    // Down and up go through the names, Enter and Tab take the first.
    const go = event => {
      const buttons = [...list.querySelectorAll("button")], now = buttons.indexOf(document.activeElement);
      if (!buttons.length) return;
      if (event.key === "Escape") { close(); words.focus(); event.stopPropagation(); }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); (buttons[now + (event.key === "ArrowDown" ? 1 : -1)] ?? words).focus(); }
      if ((event.key === "Enter" || event.key === "Tab") && now < 0 && !event.shiftKey) { event.preventDefault(); buttons[0].click(); }
    };
    words.addEventListener("keydown", go);
    list.addEventListener("keydown", go);
    words.addEventListener("blur", () => setTimeout(() => { if (!list.contains(document.activeElement)) close(); }, 150));
  }

  // Files that are too large together are told of before they are sent; with files there need be no words.
  document.addEventListener("change", event => {
    const picker = event.target.closest("input[type=file][data-most]");
    if (!picker) return;
    const size = [...picker.files].reduce((sum, file) => sum + file.size, 0);
    picker.setCustomValidity(size > picker.dataset.most ? picker.dataset.large : "");
    if (size > picker.dataset.most) picker.reportValidity();
    const text = picker.form.querySelector("textarea");
    if (text) text.required = !picker.files.length;
  });

  // What can be done for so many milliseconds goes when they are over.
  for (const part of document.querySelectorAll("[data-for]")) setTimeout(() => part.remove(), part.dataset.for);

  function showTab() {
    const tab = document.querySelector(".tabs [aria-current]"), strip = tab?.closest(".tabs");
    if (strip) strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - 80;
  }
  showTab();

  document.addEventListener("change", event => event.target.closest("form[data-auto]")?.requestSubmit());

  document.addEventListener("click", event => {
    for (const open of document.querySelectorAll(".menu[open], .definition[open]")) if (!open.contains(event.target)) open.open = false;
  });

  // What a button copies: a secret, a snippet. Where the browser will not, it is left selected for the keys of the system.
  document.addEventListener("click", async event => {
    const button = event.target.closest("[data-copy]"), from = button && byId(button.dataset.copy);
    if (!from) return;
    if (from.select) from.select(); else getSelection().selectAllChildren(from);
    try { await navigator.clipboard.writeText(from.value ?? from.textContent); } catch { return; }
    button.lastChild.data = button.dataset.copied;
    say(button.dataset.copied);
  });

  // ---- What happens meanwhile: `data-stream` says where to listen, `data-on` which part shows which events.

  const streams = new Map();
  const PAUSE = 250;
  let refreshing, refreshed = -PAUSE;
  const stale = new Set();

  // A browser has few connections for each site: only the tab that is looked at holds one, and catches up when it is looked at again.
  function listen() {
    const wanted = new Set([...document.querySelectorAll(document.hidden ? "none" : "[data-stream]")].map(part => part.dataset.stream));
    for (const [url, source] of streams) if (!wanted.has(url)) { source.close(); streams.delete(url); }
    const names = [...document.querySelectorAll("[data-on]")].flatMap(part => part.dataset.on.split(" "));
    for (const url of wanted) {
      const source = streams.get(url) ?? Object.assign(new EventSource(url), { names: new Set() });
      streams.set(url, source);
      for (const name of names) if (!source.names.has(name)) {
        source.names.add(name);
        source.addEventListener(name, event => happened(name, event.data));
      }
    }
  }

  function happened(name, data) {
    try { say(JSON.parse(data).say); } catch { /* Data that says nothing to people. */ }
    for (const part of document.querySelectorAll(`[data-on~="${CSS.escape(name)}"]`)) if (part.id) { stale.add(part.id); say(part.dataset.say); }
    for (const part of document.querySelectorAll(`[data-while~="${CSS.escape(name)}"]`)) {
      if ([...part.parentElement.querySelectorAll("textarea")].some(field => field.value.trim())) { part.hidden = false; say(part.textContent); }
    }
    // The first of many is shown at once, those that follow together.
    refreshing ??= setTimeout(refresh, Math.max(10, refreshed + PAUSE - performance.now()));
  }

  async function refresh() {
    const ids = [...stale];
    [refreshing, refreshed] = [undefined, performance.now()];
    stale.clear();
    const sources = new Map();
    for (const id of ids) {
      const url = byId(id)?.dataset.src ?? location.href;
      sources.set(url, [...sources.get(url) ?? [], id]);
    }
    for (const [url, parts] of sources) {
      try {
        const response = await fetch(url, { headers: { Accept: "text/html" } });
        if (!response.ok) continue;
        const page = parsed(await response.text());
        keepingFocus(() => { for (const id of parts) { const [old, fresh] = [byId(id), page.getElementById(id)]; if (old && fresh) morph(old, fresh); } });
      } catch { /* The stream brings the next chance. */ }
    }
    countPicked();
    markRead();
  }

  // How long something lasts changes without anything happening.
  setInterval(() => {
    for (const part of document.querySelectorAll(document.hidden ? "none" : "[data-minutely]")) stale.add(part.id);
    if (stale.size) refreshing ??= setTimeout(refresh, 10);
  }, 60_000);

  document.addEventListener("visibilitychange", () => { listen(); markRead(); });
  addEventListener("pagehide", () => { for (const source of streams.values()) source.close(); streams.clear(); });
  addEventListener("pageshow", listen);

  // ---- What one does here and others like to know: `data-tell` around a field says whom. Who goes on writing says so again.

  let told = -Infinity;

  document.addEventListener("input", event => {
    const place = event.target.closest("[data-tell]"), seal = place?.querySelector("[name=_seal]");
    if (!seal || performance.now() - told < 3000) return;
    told = performance.now();
    tell(place, {});
  });

  const tell = (place, fields) => fetch(place.dataset.tell, {
    method: "POST", body: new URLSearchParams({ _seal: place.querySelector("[name=_seal]").value, ...fields }),
  }).catch(() => { /* Nobody misses it. */ });

  // Up to where it has been read by somebody who may answer, for whoever wrote it.
  let read;
  function markRead() {
    const [mark, place] = [document.querySelector("[data-read]")?.dataset.read, document.querySelector("[data-tell]")];
    if (!mark || !place || document.hidden || mark === read) return;
    read = mark;
    tell(place, { read });
  }

  // ---- Keys. Elements say theirs: data-key="g p", "r", "E" (with shift).

  let begun = "", begunAt = 0;
  const areOff = () => localStorage.getItem("keys-off") === "1";
  const keyed = name => [...document.querySelectorAll(`[data-key="${CSS.escape(name)}"]`)].find(element => !element.disabled && !element.closest("dialog"));
  const labelOf = element => element.getAttribute("aria-label") || element.placeholder || (element.labels?.[0] ?? element).textContent.trim();

  function nameOf(event) {
    if (event.key === "?" || event.key === "/") return event.key;
    if (event.code === "Period" && !event.shiftKey) return ".";
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
    return letter && (event.shiftKey ? letter : letter.toLowerCase());
  }

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") return escape(event);
    if (event.defaultPrevented || event.isComposing || areOff() || document.querySelector("dialog[open]")) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") { event.preventDefault(); return openActions(); }
    if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState("AltGraph")) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const name = nameOf(event);
    if (!name) return;
    const isSecond = begun && event.timeStamp - begunAt < 1200;
    const element = isSecond ? keyed(`${begun} ${name}`) : keyed(name);
    [begun, begunAt] = [!isSecond && !element && document.querySelector(`[data-key^="${CSS.escape(name)} "]`) ? name : "", event.timeStamp];
    if (element) { event.preventDefault(); return use(element); }
    if (isSecond) return;
    const action = { j: () => step(1), k: () => step(-1), x: pick, "?": openKeys, ".": openActions }[name];
    if (action) { event.preventDefault(); action(); }
  });

  function use(element) {
    if (element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")) { element.focus(); element.select?.(); }
    else element.click();
  }

  function step(by) {
    const rows = [...document.querySelectorAll("[data-row]")].filter(row => row.checkVisibility?.() ?? true);
    const now = rows.findIndex(row => row.contains(document.activeElement));
    const row = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now + by))];
    const target = row?.matches("a, button") ? row : row?.querySelector("a[href], button");
    target?.focus();
    row?.scrollIntoView({ block: "nearest" });
  }

  // ---- Rows that are chosen, for what is done with several.

  const picks = () => [...document.querySelectorAll("[data-pick]")];
  const pick = () => document.activeElement.closest("[data-row]")?.querySelector("[data-pick]")?.click();

  function countPicked() {
    const [all, boxes] = [document.querySelector("[data-all]"), picks()], count = boxes.filter(box => box.checked).length;
    for (const place of document.querySelectorAll("[data-picked]")) place.textContent = count;
    // Their keys do nothing while nothing is chosen.
    for (const button of document.querySelectorAll("#selection button")) button.disabled = !count;
    if (all) [all.checked, all.indeterminate] = [count === boxes.length, count > 0 && count < boxes.length];
  }

  document.addEventListener("change", event => {
    if (event.target.matches("[data-all]")) for (const box of picks()) box.checked = event.target.checked;
    if (event.target.matches("[data-all], [data-pick]")) countPicked();
  });

  function escape(event) {
    const menu = event.target.closest(".menu[open], .definition[open]"), dialog = event.target.closest("dialog");
    if (dialog) dialog.close();
    else if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    else if (event.target.matches("input, textarea")) event.target.blur();
  }

  function openKeys() {
    const window = byId("keys");
    if (!window || window.open) return;
    const list = window.querySelector("dl");
    list.replaceChildren(...[...document.querySelectorAll("[data-key]")].map(element => {
      const [row, name, keys] = ["div", "dt", "dd"].map(tag => document.createElement(tag));
      name.textContent = labelOf(element);
      for (const key of element.dataset.key.split(" ")) {
        const box = document.createElement("kbd");
        box.textContent = key;
        keys.append(box, " ");
      }
      row.append(name, keys);
      return row;
    }));
    byId("keys-off").checked = areOff();
    window.showModal();
  }

  byId("keys-off")?.addEventListener("change", event => localStorage.setItem("keys-off", event.target.checked ? "1" : "0"));

  function openActions() {
    const window = byId("actions");
    if (!window || window.open) return;
    const [field, list] = [window.querySelector("input"), window.querySelector("ul")];
    const actions = [...document.querySelectorAll("[data-key], [data-action]")].filter(element => !element.closest("dialog"))
      .map(element => ({ label: labelOf(element), key: element.dataset.key, run: () => use(element) }));
    // Each choice beside a button is an action too.
    for (const place of document.querySelectorAll("[data-actions]")) {
      const [choice, button] = [place.querySelector("select"), place.querySelector("button")];
      for (const option of choice.options) actions.push({ label: `${place.dataset.actions}: ${option.text}`, run: () => { choice.value = option.value; button.click(); } });
    }
    const fill = () => {
      const wish = field.value.toLocaleLowerCase();
      list.replaceChildren(...actions.filter(action => action.label.toLocaleLowerCase().includes(wish)).slice(0, 12).map(action => {
        const [item, button] = ["li", "button"].map(tag => document.createElement(tag));
        button.type = "button";
        button.append(action.label);
        if (action.key) { const key = document.createElement("kbd"); key.textContent = action.key; button.append(key); }
        button.onclick = () => { window.close(); action.run(); };
        item.append(button);
        return item;
      }));
    };
    field.value = "";
    field.oninput = fill;
    window.onkeydown = event => {
      const buttons = [field, ...list.querySelectorAll("button")], now = buttons.indexOf(document.activeElement);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); buttons[(now + (event.key === "ArrowDown" ? 1 : buttons.length - 1)) % buttons.length].focus(); }
      if (event.key === "Enter" && now === 0) { event.preventDefault(); buttons[1]?.click(); }
    };
    fill();
    window.showModal();
    field.focus();
  }

  listen();
  countPicked();
  markRead();
})();
