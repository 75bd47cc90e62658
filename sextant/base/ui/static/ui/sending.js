// What a page sends by itself (fields that save themselves, answers, lists that renew) may fail: no network, logged out, gone meanwhile.
// Nothing of it is silent: a line at the foot of the window says what happened. What may be sent twice without harm goes again by itself:
// fields that save themselves, with what stands in them by then, and forms marked data-resend, with what was pressed.
// The sentences come with the page (ui/_sending.html). Without this script a form works as any other.
(() => {
  "use strict";
  const line = document.getElementById("sending");
  if (!line) return;
  const unsent = new Map(); // what is to be sent again: the element, where to, and with which values
  let out = false;

  const say = (reason) => {
    const sentence = line.querySelector("[data-sentence]");
    if (sentence.textContent !== line.dataset[reason]) sentence.textContent = line.dataset[reason]; // said once, however often a page asks
    line.querySelector("a").hidden = reason !== "out";
    line.hidden = false;
  };
  const quiet = () => { if (!unsent.size && !out) line.hidden = true; };
  const savesItself = (config) => config.triggeringEvent && ["change", "input"].includes(config.triggeringEvent.type);
  const pressed = (config) => {
    const values = new FormData();
    for (const [name, value] of config.formData.entries()) if (name !== "csrfmiddlewaretoken") values.append(name, value);
    return values;
  };
  // Whether what failed will be sent again by itself.
  const keep = (event) => {
    const config = event.detail.requestConfig;
    if (!config || config.verb !== "post") return false;
    if (savesItself(config)) unsent.set(config.elt, { path: config.path });
    else if (config.triggeringEvent && config.elt.matches("[data-resend]")) unsent.set(config.elt, { path: config.path, values: pressed(config) });
    return unsent.has(config.elt);
  };
  const again = () => {
    for (const [element, { path, values }] of [...unsent]) {
      if (element.isConnected) window.htmx.ajax("POST", path, { source: element, values }).catch(() => { /* it is kept until it is taken */ });
      else unsent.delete(element);
    }
    quiet();
  };
  // Logging in elsewhere gives new tokens to forms; the old ones of this page would be refused.
  const renew = async () => {
    const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main [name=csrfmiddlewaretoken]");
    if (answer.redirected || !fresh) return;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh.value;
    out = false;
    again();
  };

  const unreached = (event) => say(keep(event) ? "waiting" : "offline");
  document.addEventListener("htmx:sendError", unreached);
  document.addEventListener("htmx:timeout", unreached);
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    keep(event);
    out = status === 401 || status === 403;
    if ([404, 409, 410].includes(status)) unsent.delete(event.detail.requestConfig.elt);
    say(out ? "out" : [404, 409, 410].includes(status) ? "gone" : "broken");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    unsent.delete(event.detail.requestConfig.elt);
    quiet();
  });
  window.addEventListener("online", again);
  window.addEventListener("focus", () => { if (out) renew().catch(() => { /* still out of reach: the line stays */ }); });
  window.addEventListener("beforeunload", (event) => { if (unsent.size) event.preventDefault(); });
})();
