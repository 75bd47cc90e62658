// Conditions over one return, as lab/returns/checking/conditions.py tells them; a test asks both the same questions.
// `known` holds values, statuses and previous, each by the name of a variable.
(() => {
  "use strict";
  const has = (place, name) => Object.prototype.hasOwnProperty.call(place, name) && typeof place[name] === "number";
  const COMPARED = {
    "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b, "==": (a, b) => a === b, "!=": (a, b) => a !== b,
  };

  // A number of a node, or null where one is not there.
  const number = (node, known) => {
    const [word, first, second] = node;
    if (word === "number") return first;
    if (word === "value") return has(known.values, first) ? known.values[first] : null;
    if (word === "before") return has(known.previous, first) ? known.previous[first] : null;
    const left = number(first, known);
    if (word === "abs") return left === null ? null : Math.abs(left);
    const right = number(second, known);
    if (left === null || right === null) return null;
    if (word === "+") return left + right;
    if (word === "-") return left - right;
    if (word === "*") return left * right;
    return word === "/" && right !== 0 ? left / right : null;
  };

  // Whether a condition holds; a comparison with nothing is false.
  const holds = (node, known) => {
    const [word, first, second] = node;
    if (word === "and") return holds(first, known) && holds(second, known);
    if (word === "or") return holds(first, known) || holds(second, known);
    if (word === "not") return !holds(first, known);
    if (word === "has") return has(known.values, first);
    if (word === "had") return has(known.previous, first);
    if (word === "status") return !has(known.values, first) && (known.statuses[first] || "missing") === second;
    if (word === "whole") { const one = number(first, known); return one !== null && Number.isInteger(one); }
    const left = number(first, known), right = number(second, known);
    return left !== null && right !== null && word in COMPARED && COMPARED[word](left, right);
  };

  globalThis.sextantConditions = { number, holds };
})();
