// The chat window. Everything on it works as a form without this. With it: messages come and go at once, over broken lines and closed laptops –
// what was said is asked for behind the last number known, so that nothing is lost and nothing comes twice.
"use strict";
(() => {
  const { body } = document, byId = id => document.getElementById(id);
  const { key, lang } = body.dataset, texts = JSON.parse(body.dataset.texts);
  const [form, field, talk, log, problem, writing, seen] = ["send", "text", "talk", "log", "problem", "writing", "seen"].map(byId);
  const KEPT = `throughline-chat ${key.slice(-6)}`, isFramed = parent !== window;
  // The sites that may frame the window, and the page of ours on which it is tried; of these the one that does, where the browser says so.
  const allowed = [...body.dataset.origins.split(" "), location.origin];
  const framer = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);
  const uuid = () => crypto.randomUUID?.()
    ?? [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  document.documentElement.classList.add("js");

  let token, last = 0, shown = !isFramed, host = {}, told = -Infinity, readUpTo = 0;
  const recall = () => { try { return localStorage.getItem(KEPT); } catch { return token ?? null; } };
  const keep = value => {
    try { if (value) localStorage.setItem(KEPT, value); else localStorage.removeItem(KEPT); } catch { /* For this page only, then. */ }
  };
  const tell = (chat, more) => {
    if (!isFramed) return;
    for (const origin of allowed.includes(framer) ? [framer] : allowed) parent.postMessage({ chat, ...more }, origin);
  };

  // ---- Talking to the server.

  const address = path => `/chat/${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;
  const post = (path, fields, files = []) => {
    const said = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
    const body = files.length ? new FormData() : new URLSearchParams(said);
    // What opens the conversation stands before the files.
    if (files.length) for (const [name, value] of [...said, ...files.map(file => ["files", file])]) body.append(name, value);
    return fetch(address(path), { method: "POST", credentials: "omit", headers: { Accept: "application/json" }, body });
  };
  const quietly = (path, fields) => token && post(path, { token, ...fields }).catch(() => { /* Nobody misses it. */ });
  const signed = () => ({ Authorization: `Bearer ${token}`, Accept: "application/json" });

  function complain(sentence) { problem.textContent = sentence ?? ""; problem.hidden = !sentence; }

  // ---- What was said.

  const clock = at => {
    const date = new Date(at), isToday = date.toDateString() === new Date().toDateString();
    const shown = { hour: "2-digit", minute: "2-digit", ...(!isToday && { day: "numeric", month: "short" }) };
    return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, shown).format(date);
  };

  const make = (name, fields) => Object.assign(document.createElement(name), fields);

  // Text is text: only addresses in it become links.
  function words(text) {
    const place = make("p");
    for (const [number, part] of text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/).entries()) {
      if (number % 2) place.append(make("a", { href: part, target: "_blank", rel: "noopener nofollow", textContent: part }));
      else place.append(part);
    }
    return place;
  }

  // Files are asked for with what opens the conversation; it stands in no address.
  async function fetched({ id, picture }) {
    const answer = await post("files", { token, file: id });
    if (!answer.ok) throw new Error(answer.status);
    return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: picture ?? "application/octet-stream" }));
  }

  function attached(file) {
    const place = make("div", { className: "file" });
    const button = make("button", { type: "button", textContent: file.name, disabled: !file.id });
    button.addEventListener("click", async () => {
      try {
        const link = make("a", { href: await fetched(file), download: file.name });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      } catch { complain(texts.offline); }
    });
    place.append(button, " ", make("small", { textContent: file.size }));
    if (file.picture) {
      const look = new IntersectionObserver(([seen]) => {
        if (!seen.isIntersecting) return;
        look.disconnect();
        fetched(file).then(src => {
          const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
          const picture = make("img", { src, alt: file.name });
          picture.addEventListener("load", () => { if (isAtEnd) log.scrollTop = log.scrollHeight; });
          place.prepend(picture);
        }).catch(() => { /* Its name leads to it. */ });
      });
      look.observe(place);
    }
    return place;
  }

  function bubble({ from, who, at, text, files = [] }) {
    const item = make("li", { className: from }), head = make("header");
    head.append(make("b", { textContent: from === "me" ? texts.you : who }), " ", make("time", { dateTime: at, textContent: clock(at) }));
    item.append(head, ...text ? [words(text)] : [], ...files.map(attached));
    return item;
  }

  function show(entries) {
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    let news = false;
    for (const entry of entries) {
      if (entry.n <= last) continue;
      last = entry.n;
      const pending = waiting.findIndex(message => message.once === entry.once);
      if (pending >= 0) waiting.splice(pending, 1)[0].item?.remove();
      talk.insertBefore(bubble(entry), talk.querySelector(".pending"));
      news ||= entry.from === "us";
    }
    if (isAtEnd || !news) log.scrollTop = log.scrollHeight;
    if (news && !isSeen()) tell("news", { label: texts.news });
    read();
  }

  const isSeen = () => shown && !document.hidden;
  function read() {
    notice();
    if (!token || !isSeen() || last <= readUpTo) return;
    readUpTo = last;
    quietly("read", { entry: last });
  }

  // ---- How satisfied they are, once it is resolved: five faces below what was said.

  const rate = byId("rate"), more = byId("rate-more");
  let unshown = false;

  function ask(survey) {
    const isNew = survey && rate.hidden;
    rate.hidden = !survey;
    unshown = !!survey && !survey.isShown;
    if (!survey) return;
    rate.querySelector("legend").textContent = survey.score ? survey.thanks : survey.question;
    for (const button of rate.querySelectorAll("button")) button.setAttribute("aria-pressed", Number(button.value) === survey.score);
    more.hidden = !survey.score;
    more.href = survey.more;
    if (isNew || survey.score) log.scrollTop = log.scrollHeight;
    notice();
  }

  // That it was asked is told once it stands before somebody's eyes.
  function notice() {
    if (!unshown || !token || !isSeen()) return;
    unshown = false;
    quietly("read", { entry: last, asked: 1 });
  }

  rate.addEventListener("submit", async event => {
    event.preventDefault();
    const answer = await post("survey", { token, answer: event.submitter?.value, after: last }).catch(() => null);
    if (!answer) return complain(texts.offline);
    const said = await answer.json();
    if (!answer.ok) return complain(said.message);
    complain();
    show(said.entries);
    ask(said.survey);
  });

  // ---- Writing. What could not be sent is sent again, under the same name.

  const waiting = [];
  let sending = false;

  function write(text, files) {
    const message = { once: uuid(), text, files };
    const names = files.map(({ name }) => ({ name, size: "" }));
    message.item = bubble({ from: "me", at: new Date().toISOString(), text, files: names });
    message.item.classList.add("pending");
    waiting.push(message);
    talk.append(message.item);
    log.scrollTop = log.scrollHeight;
    send();
  }

  async function send() {
    if (sending || !waiting.length) return;
    sending = true;
    const message = waiting[0], { once, text, files } = message;
    const first = { key, page: host.page, anonymousId: host.anonymousId, identity: host.identity, address: form.elements.address?.value };
    let pause = 2000;
    try {
      const answer = await post("messages", { text, once, after: last, website: form.elements.website.value, ...(token ? { token } : first) }, files);
      const said = await answer.json();
      if (answer.ok) {
        complain();
        const isNew = !token;
        if (said.token) { token = said.token; keep(token); if (isNew) { tell("began"); mark(); listen(); } }
        if (form.elements.address?.value) leaving(form.elements.address.value);
        show(said.entries);
        ask(said.survey);
        pause = 0;
      } else if (answer.status === 429 || answer.status >= 500) {
        pause = 1000 * (Number(answer.headers.get("Retry-After")) || 5);
        complain(said.message);
      } else {
        complain(said.message);
        if (answer.status === 404 && token) forget(false);
        else { waiting.shift(); message.item.remove(); if (!field.value) { field.value = text; grow(); } if (!chosen.length) choose(files); complain(said.message); }
        pause = 0;
      }
    } catch { complain(texts.offline); }
    sending = false;
    if (waiting.length) setTimeout(send, pause);
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    const text = field.value.trim(), files = chosen;
    if (!text && !files.length) return field.focus();
    if ([...text].length > field.dataset.most) return complain(texts.long);
    field.value = "";
    grow();
    choose([]);
    write(text, files);
    field.focus();
  });
  // Files to go with what is written: chosen, or pasted.
  const picker = byId("files"), chosenLine = byId("chosen");
  let chosen = [];
  function choose(files) {
    const problem = files.length > picker.dataset.count ? texts.many : files.some(file => file.size > picker.dataset.most) ? texts.large : "";
    if (problem) complain(problem); else { chosen = files; complain(); }
    picker.value = "";
    field.required = !chosen.length;
    chosenLine.hidden = !chosen.length;
    chosenLine.replaceChildren(...chosen.map(file => {
      const button = make("button", { type: "button", textContent: `${file.name} ×` });
      button.setAttribute("aria-label", texts.without.replace("{name}", file.name));
      button.addEventListener("click", () => { choose(chosen.filter(other => other !== file)); field.focus(); });
      return button;
    }));
  }
  picker.addEventListener("change", () => choose([...chosen, ...picker.files]));
  field.addEventListener("paste", event => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    choose([...chosen, ...event.clipboardData.files]);
  });
  field.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    form.requestSubmit();
  });
  const grow = () => { field.style.height = "auto"; field.style.height = `${Math.min(field.scrollHeight, 140)}px`; };
  field.addEventListener("input", () => {
    grow();
    if (!token || performance.now() - told < 3000) return;
    told = performance.now();
    quietly("writing", {});
  });

  // ---- Hearing. The line may break at any time; whoever comes back asks for what was said behind the last number.

  let line, patience = 0, silence;

  async function catchUp() {
    for (let isMore = true; isMore && token;) {
      const answer = await fetch(address(`messages?after=${last}`), { headers: signed(), credentials: "omit" });
      if (answer.status === 404) return forget(false);
      if (!answer.ok) throw new Error(answer.status);
      const said = await answer.json();
      isMore = said.isMore;
      show(said.entries);
      ask(said.survey);
      seen.hidden = !(said.read >= last && talk.lastElementChild?.classList.contains("me"));
    }
  }

  async function listen() {
    line?.abort();
    if (!token) return;
    const mine = line = new AbortController();
    clearTimeout(silence);
    try {
      const answer = await fetch(address(`live?after=${last}`), { headers: signed(), credentials: "omit", signal: mine.signal });
      if (answer.status === 404) return forget(false);
      if (!answer.ok) throw new Error(answer.status);
      await catchUp();
      patience = 0;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = ""; ;) {
        // The server gives a sign of life every twenty seconds; a line without one is dead.
        silence = setTimeout(() => mine.abort(), 45_000);
        const { value, done } = await reader.read();
        clearTimeout(silence);
        if (done) break;
        const parts = (rest + value).split("\n\n");
        rest = parts.pop();
        for (const part of parts) await happened(/^event: (.*)$/m.exec(part)?.[1], /^data: (.*)$/m.exec(part)?.[1]);
      }
    } catch { /* It is tried again below. */ }
    if (line === mine) setTimeout(() => line === mine && listen(), Math.min(30_000, 500 * 2 ** patience++));
  }

  async function happened(name, data) {
    if (name === "said" || name === "read" || name === "stood") await catchUp();
    if (name === "said") writing.textContent = "";
    if (name === "writing") {
      const { names } = JSON.parse(data);
      writing.textContent = names.length ? texts.writes.replace("{who}", names.join(", ")) : "";
    }
  }

  const again = () => { if (token) { patience = 0; listen(); } send(); };
  addEventListener("online", again);
  // A browser has few connections for each server: only the tab that is looked at holds one.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) { again(); read(); return; }
    line?.abort();
    line = undefined;
  });

  // ---- Its beginning and end: kept in this browser from the first message on; other tabs follow.

  function forget(isWish) {
    line?.abort();
    [token, last, readUpTo] = [undefined, 0, 0];
    keep("");
    tell("forgot");
    ask();
    for (const item of [...talk.children]) if (!item.classList.contains("greeting")) item.remove();
    if (isWish) waiting.length = 0; else complain(texts.gone);
    mark();
  }

  function begin(opens) {
    token = opens;
    mark();
    listen();
  }

  const mark = () => { body.classList.toggle("begun", !!token); };

  addEventListener("storage", event => {
    if (event.key !== KEPT) return;
    if (event.newValue && event.newValue !== token) begin(event.newValue); else if (!event.newValue && token) forget(true);
  });

  byId("forget").addEventListener("click", () => { forget(true); complain(); field.focus(); });
  byId("transcript").addEventListener("click", async () => {
    const answer = await post("transcript", { token }).catch(() => null);
    if (!answer?.ok) return complain(texts.offline);
    const link = make("a", { href: URL.createObjectURL(await answer.blob()), download: "chat.txt" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });

  document.querySelector(".more").addEventListener("toggle", () => { log.scrollTop = log.scrollHeight; });

  const leave = byId("leave");
  function leaving(address) { byId("left").textContent = texts.left.replace("{address}", address); }
  leave.addEventListener("submit", async event => {
    event.preventDefault();
    const value = leave.elements.address.value.trim();
    const answer = await post("address", { token, address: value }).catch(() => null);
    if (!answer) return complain(texts.offline);
    if (!answer.ok) return complain((await answer.json()).message);
    complain();
    leaving(value);
    leave.closest("details").open = false;
  });

  // ---- The page around it.

  addEventListener("message", event => {
    if (event.source !== parent || !allowed.includes(event.origin)) return;
    const wasShown = shown;
    [host, shown] = [event.data, event.data.shown];
    if (shown && !wasShown) { log.scrollTop = log.scrollHeight; if (matchMedia("(pointer: fine)").matches) field.focus(); }
    read();
  });
  const shut = byId("shut");
  shut.hidden = !isFramed;
  shut.addEventListener("click", () => tell("shut"));
  document.addEventListener("keydown", event => { if (event.key === "Escape" && isFramed) tell("shut"); });

  const opens = recall();
  if (opens) begin(opens); else mark();
  tell("ready");
})();
