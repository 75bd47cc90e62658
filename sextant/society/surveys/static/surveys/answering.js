// Answering a survey: pages change without the net, every answer is kept on the device, and what waits is sent when the net is back.
// Without this program the page works all the same: each step is then sent and comes back as a page.
(() => {
  "use strict";
  const form = document.getElementById("survey");
  if (!form || !form.dataset.sync || !window.fetch || !window.localStorage) return;
  const words = form.dataset, place = `sextant.survey.${words.place}`;
  const byId = (name) => document.getElementById(name);
  const leaves = [...form.querySelectorAll("[data-leaf]")], last = leaves.length;
  const net = byId("survey-net"), wrong = byId("survey-wrong"), kept = byId("survey-kept");
  const questionsOf = (leaf) => [...leaf.querySelectorAll("[data-question]")];
  let at = Number(form.elements.page.value), sending = false;

  const stored = () => { try { return JSON.parse(localStorage.getItem(place)) || {}; } catch { return {}; } };
  const store = (changes) => { try { localStorage.setItem(place, JSON.stringify({ ...stored(), ...changes })); } catch { /* no room: the net must do */ } };

  // What the form holds, as the site reads it: a list of texts by control.
  const raw = () => {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (!["csrfmiddlewaretoken", "page", "go"].includes(name) && value !== "") (found[name] ||= []).push(value);
    }
    return found;
  };

  const fill = (held) => {
    for (const one of form.elements) {
      if (!one.name || ["csrfmiddlewaretoken", "page", "go"].includes(one.name)) continue;
      const values = held[one.name] || [];
      if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
      else one.value = values[0] || "";
    }
  };

  // The answer to a question as conditions see it; undefined where there is none.
  const answerTo = (question, held) => {
    const code = question.dataset.question, kind = question.dataset.kind, values = held[code] || [];
    if (kind === "multiple") return values.length ? values : undefined;
    if (kind === "number") return values[0] === undefined ? undefined : values[0].replace(/\s/g, "").replace(",", ".");
    if (kind !== "matrix" && kind !== "ranking") return values[0];
    const parts = Object.keys(held).filter((name) => name.startsWith(`${code}.`));
    return parts.length ? Object.fromEntries(parts.map((name) => [name.slice(code.length + 1), held[name][0]])) : undefined;
  };

  const text = (value) => (value === true ? "yes" : value === false ? "no" : String(value));

  // The same rules as the site's own, over the same data.
  const holds = (condition, answers) => {
    if (!condition) return true;
    if (condition.all) return condition.all.every((one) => holds(one, answers));
    if (condition.any) return condition.any.some((one) => holds(one, answers));
    if (condition.not) return !holds(condition.not, answers);
    const [code, row] = condition.question.split(".");
    const given = row && answers[code] && !Array.isArray(answers[code]) ? answers[code][row] : answers[code];
    if ("answered" in condition) return (given !== undefined) === condition.answered;
    if (given === undefined) return false;
    const held = (Array.isArray(given) ? given : [given]).map(text);
    if ("is" in condition) return held.includes(text(condition.is));
    if ("any_of" in condition) return condition.any_of.some((one) => held.includes(text(one)));
    const number = Number(held[0]);
    if (held[0] === "" || Number.isNaN(number)) return false;
    return "at_least" in condition ? number >= condition.at_least : number <= condition.at_most;
  };

  const read = (data) => (data ? JSON.parse(data) : null);

  // Hides what is not asked; gives which pages have something to ask.
  const look = () => {
    const held = raw(), answers = {}, alive = [];
    for (const leaf of leaves.slice(0, -1)) {
      const open = holds(read(leaf.dataset.if), answers);
      let some = false;
      for (const question of questionsOf(leaf)) {
        const asked = open && holds(read(question.dataset.if), answers);
        question.hidden = !asked;
        if (!asked) continue;
        some = true;
        const given = answerTo(question, held);
        if (given !== undefined) answers[question.dataset.question] = given;
      }
      alive.push(some);
    }
    return { alive: [...alive, true], answers };
  };

  const mark = (question, sentence) => {
    const list = question.querySelector(".field__error");
    list.hidden = !sentence;
    list.firstElementChild.textContent = sentence;
    question.classList.toggle("field--error", Boolean(sentence));
  };

  const complain = (errors) => {
    let first = null;
    for (const leaf of leaves.slice(0, -1)) for (const question of questionsOf(leaf)) {
      const sentence = errors[question.dataset.question] || "";
      mark(question, sentence);
      if (sentence && !first) first = question;
    }
    wrong.hidden = !Object.keys(errors).length;
    wrong.textContent = errors[""] || words.wrong;
    if (first) {
      show(Number(first.closest("[data-leaf]").dataset.leaf));
      (first.querySelector("input, select, textarea") || first).focus();
    } else if (!wrong.hidden) wrong.focus();
  };

  const show = (number, moved = true) => {
    at = number;
    form.elements.page.value = at;
    for (const leaf of leaves) leaf.hidden = Number(leaf.dataset.leaf) !== at;
    byId("survey-next").hidden = at === last;
    byId("survey-send").hidden = at !== last;
    byId("survey-back").hidden = at === 1;
    byId("survey-progress").value = at;
    byId("survey-part").textContent = words.part.replace("{n}", at).replace("{m}", last);
    if (moved) {
      const head = byId(`leaf-${at}`);
      head.focus({ preventScroll: true });
      form.scrollIntoView({ block: "start" });
    }
  };

  const tell = () => {
    const waiting = stored().complete;
    net.hidden = navigator.onLine && !waiting;
    net.textContent = waiting ? words.waiting : words.offline;
  };

  const send = async (complete) => {
    if (complete) store({ complete: true });
    if (sending) return;
    sending = true;
    try {
      const answer = await fetch(words.sync, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ answers: raw(), page: at, complete }),
      });
      // A page of the log-in, or any other page, is no receipt: only the site's own words are.
      const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
      if (told.kept && complete) {
        localStorage.removeItem(place);
        location.assign(location.pathname);
        return;
      }
      if (told.kept) {
        store({ dirty: false });
        kept.textContent = words.kept;
      } else if (told.errors) {
        store({ complete: false });
        complain(told.errors);
      } else if (answer.status < 500) {
        store({ complete: false });
        complain({ "": words.old });
      }
    } catch { /* the net is away: what is kept on the device stays, and is sent again */ } finally {
      sending = false;
      tell();
    }
  };

  const changed = () => {
    kept.textContent = "";
    store({ raw: raw(), page: at, dirty: true });
    look();
  };

  const step = (direction) => {
    const { alive, answers } = look();
    if (direction > 0) {
      const lacking = questionsOf(leaves[at - 1]).filter((one) => !one.hidden && "required" in one.dataset && answers[one.dataset.question] === undefined);
      complain(Object.fromEntries(lacking.map((one) => [one.dataset.question, words.missing])));
      if (lacking.length) return;
    }
    let next = at + direction;
    while (next >= 1 && next < last && !alive[next - 1]) next += direction;
    if (next >= 1) show(next);
    store({ raw: raw(), page: at, dirty: true });
    send(false);
  };

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    const go = event.submitter ? event.submitter.value : "next";
    if (go === "ru" || go === "en") return;
    event.preventDefault();
    if (go === "send") send(true);
    else step(go === "back" ? -1 : 1);
  });
  const again = () => {
    const held = stored();
    if (held.complete) send(true);
    else if (held.dirty && navigator.onLine) send(false);
    tell();
  };
  window.addEventListener("online", again);
  window.addEventListener("offline", tell);
  setInterval(() => { if (stored().complete && navigator.onLine) again(); }, 10000);

  const held = stored();
  if (held.dirty && held.raw) {
    fill(held.raw);
    if (held.page >= 1 && held.page <= last) at = held.page;
  }
  look();
  show(at, false);
  again();
})();
