// A form that is being written keeps itself on this device until the site has it: on a train, in a reading room without a network.
// Marked by data-draft (its own key); the sentences come with the page. Without this script the form works as any other.
(() => {
  "use strict";
  // A page reached after submitting names what this device need not keep any more.
  for (const place of document.querySelectorAll("[data-draft-done]")) {
    try { localStorage.removeItem(`sextant-draft:${place.dataset.draftDone}`); } catch { /* nothing was kept */ }
  }
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
    // A name may stand several times (rows of a budget): its values go to its fields in order.
    const given = {};
    for (const [name, value] of pairs) (given[name] ||= []).push(value);
    for (const field of form.elements) {
      if (!field.name || !own(field.name)) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = (given[field.name] || []).includes(field.value);
      else if (given[field.name] && given[field.name].length) field.value = given[field.name].shift();
    }
  };

  // What the site has may be younger than what was kept here: its clock says when it last had something (in seconds).
  const before = kept();
  const younger = before && before.at / 1000 > Number(form.dataset.saved || 0);
  if (before && !younger) forget();
  if (before && younger && JSON.stringify(before.values) !== values()) {
    restore(before.values);
    say(form.dataset.restored);
    window.addEventListener("load", () => { if (navigator.onLine && window.htmx) window.htmx.trigger(form, "change"); });
  }
  form.addEventListener("input", () => { keep(); if (!navigator.onLine) say(form.dataset.offline); });
  form.addEventListener("change", keep);
  form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.xhr.getResponseHeader("X-Saved") === "1") forget(); });
  form.addEventListener("htmx:sendError", () => { keep(); say(form.dataset.offline); });
  window.addEventListener("online", () => { if (kept() && window.htmx) window.htmx.trigger(form, "change"); });
  window.addEventListener("offline", () => say(form.dataset.offline));
})();
