// A form that is being written keeps itself on this device until the site has it: on a train, in a reading room without a network.
// Marked by data-draft (its own key); the sentences come with the page. Without this script the form works as any other.
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const key = `sextant-draft:${form.dataset.draft}`;
  const note = () => document.getElementById("saved");
  const say = (sentence) => { const place = note(); if (place) place.textContent = sentence; };
  const own = (name) => name !== "csrfmiddlewaretoken";
  const values = () => JSON.stringify([...new FormData(form)].filter(([name, value]) => own(name) && typeof value === "string"));
  const kept = () => { try { return JSON.parse(localStorage.getItem(key) || "null"); } catch { return null; } };
  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: JSON.parse(values()) })); } catch { /* a full or closed store: the site saves anyway */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } };

  const restore = (pairs) => {
    const given = new Map(pairs);
    for (const field of form.elements) {
      if (!field.name || !own(field.name) || !given.has(field.name)) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = pairs.some(([name, value]) => name === field.name && value === field.value);
      else field.value = given.get(field.name);
    }
  };

  // What the site has may be younger than what was kept here: its clock says when it last had something (in seconds).
  const before = kept();
  const younger = before && before.at / 1000 > Number(form.dataset.saved || 0);
  if (before && !younger) forget();
  if (before && younger && JSON.stringify(before.values) !== values()) {
    restore(before.values);
    say(form.dataset.restored);
    if (navigator.onLine && window.htmx) window.htmx.trigger(form, "change");
  }
  form.addEventListener("input", () => { keep(); if (!navigator.onLine) say(form.dataset.offline); });
  form.addEventListener("change", keep);
  form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) forget(); });
  form.addEventListener("htmx:sendError", () => { keep(); say(form.dataset.offline); });
  window.addEventListener("online", () => { if (kept() && window.htmx) window.htmx.trigger(form, "change"); });
  window.addEventListener("offline", () => say(form.dataset.offline));
})();
