// What a page sends by itself (fields that save themselves, answers, parts that renew) may fail: no network, logged out, gone meanwhile.
// Nothing of it is silent: a line at the foot of the window says what happened. What may be sent twice without harm goes again by itself:
// fields that save themselves, with what stands in them by then, and forms marked data-resend, with what was pressed last.
// The sentences come with the page (ui/_sending.html). Without this script a form works as any other.
(() => {
  "use strict";
  const line = document.getElementById("sending");
  if (!line) return;
  const SOON = 5000, LATEST = 120000; // milliseconds until it is tried again; twice as long each time
  const TYPED = ["change", "input", "keyup"];
  const unsent = new Map(); // by element: where to it is sent, with which values, and how often it was refused
  let out = false, busy = false, about = "", pause = SOON, timer = 0;

  const say = (reason, verb) => {
    if (verb !== "post" && unsent.size) return; // what is to be sent matters more than what could not be renewed
    const sentence = line.querySelector("[data-sentence]");
    if (sentence.textContent !== line.dataset[reason]) sentence.textContent = line.dataset[reason]; // said once, however often a page asks
    line.querySelector("a").hidden = !["out", "away"].includes(reason);
    about = verb;
    line.hidden = false;
  };
  const prune = () => { for (const element of [...unsent.keys()]) if (!element.isConnected) unsent.delete(element); };
  const settle = (verb) => {
    prune();
    if (unsent.size || (about === "post" && verb !== "post")) return;
    out = false;
    pause = SOON;
    line.hidden = true;
  };

  const pressed = (config) => {
    const values = new FormData();
    for (const [name, value] of config.formData.entries()) if (name !== "csrfmiddlewaretoken") values.append(name, value);
    return values;
  };
  // Remembers what may be sent again. What failed without an event of a person was itself a second sending, and is kept as it was.
  const keep = (config) => {
    const type = config.triggeringEvent && config.triggeringEvent.type;
    if (TYPED.includes(type)) unsent.set(config.elt, { path: config.path, refusals: 0 });
    else if (type && config.elt.matches("[data-resend]")) unsent.set(config.elt, { path: config.path, values: pressed(config), refusals: 0 });
    return unsent.get(config.elt);
  };

  // One after another, because an answer may replace the part of the page in which another field stands: those marked data-send-first lead.
  const again = async () => {
    if (busy || out) return;
    busy = true;
    clearTimeout(timer);
    const first = (element) => Number(element.closest("[data-send-first]") !== null);
    for (const element of [...unsent.keys()].sort((one, other) => first(other) - first(one))) {
      if (!unsent.has(element) || !element.isConnected) continue;
      const { path, values } = unsent.get(element);
      await window.htmx.ajax("POST", path, { source: element, values }).catch(() => { /* the events below say and keep it */ });
      if (unsent.has(element)) break;
    }
    busy = false;
    prune();
    if (unsent.size) { pause = Math.min(pause * 2, LATEST); later(); }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(again, pause); };

  // Logging in elsewhere gives new tokens to forms; the old ones of this page would be refused.
  const renew = async () => {
    const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
    if (!answer.ok || answer.redirected || !fresh) return;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh.value;
    out = false;
    if (unsent.size) await again();
    else settle("post");
  };
  const renewed = () => renew().catch(() => { /* still out of reach: the line stays */ });

  const unreached = ({ detail: { requestConfig: config } }) => {
    if (config.verb !== "post") say("silent", config.verb);
    else if (keep(config)) { say("waiting", "post"); if (!busy) later(); }
    else say("offline", "post");
  };
  const shutOut = (config, status) => {
    const kept = keep(config);
    if (kept && status === 403) kept.refusals += 1;
    if (kept && kept.refusals > 1) { unsent.delete(config.elt); say("refused", "post"); return; }
    out = true;
    say("out", "post");
    if (kept && status === 403) setTimeout(renewed);
  };
  const refused = (event) => {
    const { requestConfig: config, xhr: { status } } = event.detail;
    const shut = status === 401 || status === 403, gone = [404, 409, 410].includes(status);
    if (status >= 500) unreached(event);
    else if (config.verb !== "post") { out = out || shut; say(shut ? "away" : gone ? "gone" : "silent", config.verb); }
    else if (shut) shutOut(config, status);
    else { unsent.delete(config.elt); say(gone ? "gone" : "refused", "post"); }
  };
  document.addEventListener("htmx:sendError", unreached);
  document.addEventListener("htmx:timeout", unreached);
  document.addEventListener("htmx:responseError", refused);
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!detail.successful) return;
    unsent.delete(detail.requestConfig.elt);
    settle(detail.requestConfig.verb);
  });

  // What is sent as a whole form takes the fields in it along.
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) for (const element of [...unsent.keys()]) if (event.target.contains(element)) unsent.delete(element);
  });
  window.addEventListener("online", () => { pause = SOON; again(); });
  window.addEventListener("focus", () => { if (out) renewed(); });
  window.addEventListener("beforeunload", (event) => {
    prune();
    if ([...unsent.keys()].some((element) => !element.closest("[data-draft]"))) event.preventDefault(); // drafts are kept on the device
  });
})();
