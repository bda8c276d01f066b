/* Throughline chat: <script src="https://…/chat.js" data-key="tl_…" async></script>. Keeps nothing in the browser before the first message. */
(() => {
  "use strict";
  const script = document.currentScript, { key, language } = (script && script.dataset) || {};
  const complain = (sentence) => console.warn("throughline chat: " + sentence);
  if (!key) return complain("the script tag needs a data-key");
  if (window.throughlineChat) return complain("the script stands in this page twice");

  const base = new URL(script.src).origin, KEPT = "throughline-chat";
  const query = new URLSearchParams({ key, ...(language && { lang: language }), tz: Intl.DateTimeFormat().resolvedOptions().timeZone || "" });
  let identity = script.dataset.identity, frame, button, box, wanted, isReady;

  /* How the window was left: only once somebody has written. */
  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(KEPT);
      if (value) localStorage.setItem(KEPT, value); else localStorage.removeItem(KEPT);
    } catch { /* A browser that keeps nothing is one that forgets. */ }
  };
  /* What the tracker calls this browser: it keeps that with consent only. */
  const anonymousId = () => {
    try { return JSON.parse(localStorage.getItem("throughline")).anonymousId; } catch { /* There is none. */ }
  };

  const isOpen = () => !!box && !box.hidden;
  const tell = () => isReady && frame.contentWindow && frame.contentWindow.postMessage({
    shown: isOpen(), page: location.href.split(/[?#]/)[0], anonymousId: anonymousId(), identity,
  }, base);

  const make = (name, fields) => Object.assign(document.createElement(name), fields);
  const load = () => {
    if (frame) return;
    frame = make("iframe", { src: base + "/chat?" + query, title: box.ariaLabel || "Chat", allow: "clipboard-write" });
    box.append(frame);
  };
  const show = (shown, focus) => {
    if (!box) { wanted = shown; return; }
    if (shown) load();
    box.hidden = !shown;
    button.setAttribute("aria-expanded", String(shown));
    button.classList.toggle("news", false);
    if (kept()) kept(shown ? "open" : "shut");
    tell();
    if (focus) (shown ? frame : button).focus();
  };

  addEventListener("message", ({ origin, source, data }) => {
    if (!frame || origin !== base || source !== frame.contentWindow || !data) return;
    if (data.chat === "ready") { isReady = true; tell(); }
    if (data.chat === "shut") show(false, true);
    if (data.chat === "began") kept("open");
    if (data.chat === "forgot") kept("");
    if (data.chat === "news" && !isOpen()) {
      button.classList.add("news");
      button.setAttribute("aria-label", data.label);
    }
  });

  const style = `
    :host { all: initial; position: fixed; inset: auto 16px 16px auto; z-index: 2147483000; color-scheme: light dark }
    button { display: grid; place-items: center; inline-size: 56px; block-size: 56px; margin: 0 0 0 auto; padding: 0; border: 0; border-radius: 28px;
      background: var(--accent); color: var(--ink); cursor: pointer; box-shadow: 0 2px 4px rgb(0 0 0 / .2), 0 8px 24px -8px rgb(0 0 0 / .4); position: relative }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; box-shadow: 0 0 0 3px Canvas }
    button.news::after { content: ""; position: absolute; inset: 0 0 auto auto; inline-size: 14px; block-size: 14px; border-radius: 7px;
      background: #c4122f; border: 2px solid #fff }
    svg { inline-size: 26px; block-size: 26px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
    div { inline-size: min(384px, calc(100vw - 32px)); block-size: min(620px, calc(100dvh - 104px)); margin-block-end: 12px; border-radius: 14px;
      overflow: hidden; background: Canvas; box-shadow: 0 0 0 1px rgb(128 128 128 / .25), 0 16px 48px -12px rgb(0 0 0 / .45) }
    div[hidden] { display: none }
    iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; color-scheme: light dark }
    @media (width < 480px) { div:not([hidden]) { position: fixed; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; border-radius: 0 }
      div:not([hidden]) + button { display: none } }
    @media (prefers-reduced-motion: no-preference) { div:not([hidden]) { animation: come .16s ease-out } @keyframes come { from { opacity: 0; translate: 0 12px } } }
    @media print { :host { display: none } }`;

  const build = (site) => {
    const host = make("throughline-chat"), root = host.attachShadow({ mode: "open" }), sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    host.style.setProperty("--accent", site.accent);
    host.style.setProperty("--ink", site.ink);
    box = make("div", { id: "window", hidden: true, role: "dialog", ariaLabel: site.name });
    button = make("button", { type: "button" });
    for (const [name, value] of [["aria-label", site.label], ["aria-expanded", "false"], ["aria-controls", "window"]]) button.setAttribute(name, value);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), path = document.createElementNS(svg.namespaceURI, "path");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M3 4h14v9.5H9L5.5 17v-3.5H3zM6.5 8.7h.1M10 8.7h.1M13.5 8.7h.1");
    svg.append(path);
    button.append(svg);
    button.onclick = () => {
      button.setAttribute("aria-label", site.label);
      show(!isOpen(), true);
    };
    root.append(box, button);
    document.body.append(host);
    if (wanted || kept() === "open") show(true); else if (kept()) load();
  };

  window.throughlineChat = {
    open: () => show(true, true),
    close: () => show(false, true),
    /* After signing in on a page that is not loaded anew: the token that the site has signed. */
    identify: (token) => { identity = token; tell(); },
  };

  (async () => {
    try {
      const answer = await fetch(base + "/chat/site?" + query, { credentials: "omit" }), site = await answer.json();
      if (!answer.ok) return complain(site.message);
      if (document.body) build(site); else addEventListener("DOMContentLoaded", () => build(site));
    } catch { complain(base + " does not answer"); }
  })();
})();
