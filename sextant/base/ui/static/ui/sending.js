// What a page sends by itself (fields that save themselves, answers, lists that renew) may fail: no network, logged out, gone meanwhile.
// Nothing of it is silent: a line at the foot of the window says what happened, and what could not be sent goes again by itself.
// The sentences come with the page (ui/_sending.html). Without this script a form works as any other.
(() => {
  "use strict";
  const line = document.getElementById("sending");
  if (!line) return;
  const unsent = new Map(); // the element that saves itself, and the event that makes it
  let out = false;

  const say = (reason) => {
    line.querySelector("[data-sentence]").textContent = line.dataset[reason];
    line.querySelector("a").hidden = reason !== "out";
    line.hidden = false;
  };
  const quiet = () => { if (!unsent.size && !out) line.hidden = true; };
  const savesItself = (config) => config && config.verb === "post" && config.triggeringEvent && ["change", "input"].includes(config.triggeringEvent.type);
  const keep = (event) => {
    const config = event.detail.requestConfig;
    if (savesItself(config)) unsent.set(config.elt, config.triggeringEvent.type);
  };
  const again = () => {
    for (const [element, type] of [...unsent]) {
      if (element.isConnected) window.htmx.trigger(element, type);
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

  document.addEventListener("htmx:sendError", (event) => { keep(event); say("offline"); });
  document.addEventListener("htmx:timeout", (event) => { keep(event); say("offline"); });
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
