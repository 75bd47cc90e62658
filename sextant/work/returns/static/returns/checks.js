// The checks of a return, asked while it is being typed, before anything is saved. The rules come as data from the address in data-checks;
// what they mean is told in lab/returns/checking/conditions.py, and the site asks the same when the answer arrives. Without this script the
// form works as any other.
(() => {
  "use strict";
  const form = document.querySelector("form[data-checks]");
  if (!form) return;
  const russian = document.documentElement.lang.startsWith("ru");
  const known = { values: {}, statuses: {}, previous: {}, rules: [] };

  const has = (place, name) => Object.prototype.hasOwnProperty.call(place, name) && typeof place[name] === "number";
  const COMPARED = {
    "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b, "==": (a, b) => a === b, "!=": (a, b) => a !== b,
  };

  // A number of a node, or null where one is not there.
  const number = (node) => {
    const [word, first, second] = node;
    if (word === "number") return first;
    if (word === "value") return has(known.values, first) ? known.values[first] : null;
    if (word === "before") return has(known.previous, first) ? known.previous[first] : null;
    const left = number(first);
    if (word === "abs") return left === null ? null : Math.abs(left);
    const right = number(second);
    if (left === null || right === null) return null;
    if (word === "+") return left + right;
    if (word === "-") return left - right;
    if (word === "*") return left * right;
    return word === "/" && right !== 0 ? left / right : null;
  };

  // Whether a condition holds; a comparison with nothing is false.
  const holds = (node) => {
    const [word, first, second] = node;
    if (word === "and") return holds(first) && holds(second);
    if (word === "or") return holds(first) || holds(second);
    if (word === "not") return !holds(first);
    if (word === "has") return has(known.values, first);
    if (word === "had") return has(known.previous, first);
    if (word === "status") return (known.statuses[first] || (has(known.values, first) ? "" : "missing")) === second;
    if (word === "whole") { const one = number(first); return one !== null && Number.isInteger(one); }
    const left = number(first), right = number(second);
    return left !== null && right !== null && word in COMPARED && COMPARED[word](left, right);
  };

  const shown = (value) => (value === null || value === undefined) ? "–" : value.toLocaleString(russian ? "ru-RU" : "en-GB", { maximumFractionDigits: 4 });
  const sentence = (rule) => {
    const told = { value: known.values[rule.variable], expected: rule.expected && rule.expected.length ? number(rule.expected) : null, before: known.previous[rule.variable] };
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
    const wrong = known.rules.filter((rule) => rule.variable === key && rule.kind !== "blank" && holds(rule.wrong));
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
