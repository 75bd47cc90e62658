// The checks of a return, asked while it is being typed, before anything is saved. The rules come as data from the address in data-checks;
// what they mean is told in lab/returns/checking/conditions.py and reckoned by conditions.js, and the site asks the same when the answer arrives. Without this script the
// form works as any other.
(() => {
  "use strict";
  const { number, holds } = globalThis.sextantConditions;
  const form = document.querySelector("form[data-checks]");
  if (!form) return;
  const russian = document.documentElement.lang.startsWith("ru");
  const known = { values: {}, statuses: {}, previous: {}, rules: [] };

  const shown = (value) => (value === null || value === undefined) ? "–" : value.toLocaleString(russian ? "ru-RU" : "en-GB", { maximumFractionDigits: 4 });
  const sentence = (rule) => {
    const told = { value: known.values[rule.variable], expected: rule.expected && rule.expected.length ? number(rule.expected, known) : null, before: known.previous[rule.variable] };
    return rule.question[russian ? "ru" : "en"].replace(/\{(value|expected|before)\}/g, (_all, name) => shown(told[name]));
  };

  // What stands in the field now, as the site would read it; null where it is no number.
  const typed = (text, decimals) => {
    const plain = text.replace(/[\s\u00a0\u2009\u202f]/g, "").replace(",", ".");
    return (decimals > 0 ? /^\d+(\.\d+)?$/ : /^\d+$/).test(plain) ? Number(plain) : null;
  };

  const read = (key) => {
    const field = document.getElementById(`v-${key}`), reason = document.getElementById(`s-${key}`);
    const value = field && field.tagName === "INPUT" ? typed(field.value, Number(field.closest("[data-cell]").dataset.decimals)) : null;
    delete known.values[key];
    delete known.statuses[key];
    if (value !== null) known.values[key] = value;
    else if (reason && reason.value) known.statuses[key] = reason.value;
  };

  const ask = (key) => {
    const place = document.getElementById(`ask-${key}`);
    if (!place) return;
    const wrong = known.rules.filter((rule) => rule.variable === key && rule.kind !== "blank" && holds(rule.wrong, known));
    place.replaceChildren(...wrong.map((rule) => {
      const line = document.createElement("p");
      line.className = rule.severity === "hard" ? "field__error" : "";
      line.textContent = sentence(rule);
      return line;
    }));
  };

  const cellOf = (target) => target.closest("[data-cell]");
  form.addEventListener("input", (event) => {
    const cell = cellOf(event.target);
    if (!cell || !/^[vs]-/.test(event.target.id)) return;
    read(cell.dataset.cell);
    ask(cell.dataset.cell);
  });
  // Once the site has answered, its own words stand beside the field.
  form.addEventListener("htmx:afterRequest", (event) => {
    const cell = cellOf(event.target);
    if (cell && event.detail.successful) { const place = document.getElementById(`ask-${cell.dataset.cell}`); if (place) place.replaceChildren(); }
  });

  fetch(form.dataset.checks, { credentials: "same-origin", headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((data) => {
      Object.assign(known, { values: data.values, statuses: data.statuses, previous: data.previous, rules: data.rules });
      for (const cell of form.querySelectorAll("[data-cell]")) read(cell.dataset.cell);
      form.dataset.ready = "1";
    })
    .catch(() => { /* without the rules the site itself asks, after saving */ });
})();
