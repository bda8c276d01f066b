/* Throughline: <script src="https://…/t.js" data-key="tl_…" async></script>. Keeps nothing in the browser before throughline.consent(). */
(() => {
  "use strict";
  const script = document.currentScript;
  const key = script && script.dataset.key;
  if (!key) return console.warn("throughline: the script tag needs a data-key");

  const target = new URL("/v1/batch", script.src).href;
  const STORED = "throughline", MOST_WAITING = 500, MOST_TOGETHER = 25, PATIENCE = 8;
  const uuid = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

  /* Who it is: kept in the browser with consent only, else until the page is left. */
  const recall = () => {
    try { return JSON.parse(localStorage.getItem(STORED)); } catch { return null; }
  };
  const kept = recall();
  let consented = !!kept;
  const stranger = () => ({ anonymousId: uuid() });
  let who = kept || stranger();
  const remember = () => {
    try {
      if (consented) localStorage.setItem(STORED, JSON.stringify(who));
      else localStorage.removeItem(STORED);
    } catch { /* A browser that keeps nothing is one that forgets. */ }
  };

  /* Addresses without what stands behind "?" and "#", where names and tokens may be. */
  const plain = (address) => (address || "").split(/[?#]/)[0];
  let referrer = plain(document.referrer), here = plain(location.href);

  const context = () => {
    const campaign = {};
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (name.startsWith("utm_")) campaign[name === "utm_campaign" ? "name" : name.slice(4)] = value.slice(0, 200);
    }
    return {
      page: { path: location.pathname, url: plain(location.href), title: document.title.slice(0, 300), referrer },
      locale: navigator.language,
      userAgent: navigator.userAgent,
      ...(Object.keys(campaign).length && { campaign }),
      library: { name: "t.js", version: "1" },
    };
  };

  /* What waits to be sent. */
  let waiting = [], sending = false, failures = 0, timer;
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(flush, pause);
  };
  const body = (batch) => JSON.stringify({ writeKey: key, sentAt: new Date().toISOString(), batch });

  const add = (type, fields) => {
    waiting.push({ type, messageId: uuid(), timestamp: new Date().toISOString(), ...who, context: context(), ...fields });
    waiting = waiting.slice(-MOST_WAITING);
    if (!sending && !failures) later(waiting.length < MOST_TOGETHER ? 500 : 0);
  };

  const flush = async () => {
    if (sending || !waiting.length) return;
    sending = true;
    const batch = waiting.splice(0, MOST_TOGETHER);
    let pause = 0;
    try {
      const answer = await fetch(target, {
        method: "POST", body: body(batch), keepalive: true, credentials: "omit", headers: { "Content-Type": "text/plain" },
      });
      /* What the server refuses for good would fare no better again. */
      if (answer.status === 429 || answer.status >= 500) pause = 1000 * (Number(answer.headers.get("Retry-After")) || 1);
    } catch { pause = 1000; }
    sending = false;
    failures = pause && failures < PATIENCE ? failures + 1 : 0;
    if (failures) waiting = batch.concat(waiting).slice(0, MOST_WAITING);
    if (waiting.length) later(pause && Math.max(pause, 500 * 2 ** Math.min(failures, 7)));
  };

  /* The page may be gone in a moment: nothing is awaited any more. */
  const farewell = () => {
    while (waiting.length) {
      const batch = waiting.splice(0, MOST_TOGETHER);
      if (!navigator.sendBeacon || !navigator.sendBeacon(target, new Blob([body(batch)], { type: "text/plain" }))) {
        waiting = batch.concat(waiting);
        return flush();
      }
    }
  };
  addEventListener("pagehide", farewell);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && farewell());
  addEventListener("online", () => later(0));

  const page = (properties) => add("page", { properties });
  const moved = () => setTimeout(() => {
    if (plain(location.href) === here) return;
    referrer = here;
    here = plain(location.href);
    page();
  }, 0);
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...parts) {
      original.apply(this, parts);
      moved();
    };
  }
  addEventListener("popstate", moved);

  const calls = {
    page,
    track: (event, properties) => add("track", { event, properties }),
    identify: (userId, traits) => {
      /* What names nobody would join strangers. */
      if (userId == null || typeof userId === "object" || !String(userId).trim()) return;
      who = { ...who, userId: String(userId) };
      remember();
      add("identify", { traits });
    },
    /* A stranger again, as after signing out. */
    reset: () => {
      who = stranger();
      remember();
    },
    /* consent() keeps an id in this browser from now on; consent(false) forgets it, and who it was. */
    consent: (given = true) => {
      const isNews = given !== consented;
      consented = given;
      if (isNews) add("track", { event: given ? "Consent Given" : "Consent Withdrawn", properties: { purpose: "analytics" } });
      if (!given && (isNews || who.userId)) who = stranger();
      remember();
    },
    push: ([name, ...parts]) => name !== "push" && calls[name] && calls[name](...parts),
  };
  const early = window.throughline;
  window.throughline = calls;
  page();
  if (Array.isArray(early)) early.forEach(calls.push);
})();
