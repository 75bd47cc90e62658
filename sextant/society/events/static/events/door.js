// The door of an event: keeps the list on the phone, lets people in without the net, and sends what it has seen when the net is back.
// Without this program the page works all the same, online.
(() => {
  "use strict";
  const door = document.getElementById("door");
  if (!door || !window.fetch || !window.localStorage || !window.crypto || !crypto.subtle) return;
  const byId = (name) => document.getElementById(name);
  const at = (name) => `sextant.door.${door.dataset.event}.${name}`;
  const kept = (name, otherwise) => {
    try { return JSON.parse(localStorage.getItem(at(name))) ?? otherwise; } catch { return otherwise; }
  };
  const keep = (name, value) => localStorage.setItem(at(name), JSON.stringify(value));
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(9)), (n) => n.toString(16).padStart(2, "0")).join("");
  const phone = kept("phone", null) || fresh();
  keep("phone", phone);
  const log = byId("door-log"), words = log.dataset, net = byId("door-net");
  const token = () => document.querySelector("#door-scan input[name=csrfmiddlewaretoken]").value;
  const rows = () => kept("rows", []);
  let sending = false;

  // The code in what was scanned or typed: a link, a signed code, or the code alone.
  const codeOf = (text) => text.trim().replace(/\/+$/, "").split("/").pop().split(".")[0].toUpperCase().replace(/[ -]/g, "");

  const digestOf = async (code) => {
    const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${door.dataset.event}:${code}`));
    return Array.from(new Uint8Array(sum), (n) => n.toString(16).padStart(2, "0")).join("").slice(0, 32);
  };

  const hour = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const tones = { in: "good", already: "warn", unknown: "bad", refused: "bad" };

  const say = (id, result, name, sentence) => {
    byId("door-log-part").hidden = false;
    let line = id && log.querySelector(`[data-id="${id}"]`);
    if (!line) {
      line = document.createElement("li");
      if (id) line.dataset.id = id;
      log.prepend(line);
      while (log.children.length > 30) log.lastChild.remove();
    }
    const chip = document.createElement("span"), who = document.createElement("strong");
    chip.className = `chip chip--${tones[result] || "quiet"}`;
    chip.textContent = sentence;
    who.textContent = name;
    line.replaceChildren(who, chip);
  };

  const show = () => {
    const list = rows();
    byId("door-arrived").textContent = list.filter((row) => row.state === "attended").length;
    byId("door-forget-part").hidden = !list.length;
    const waiting = kept("queue", []).length;
    net.hidden = false;
    net.textContent = (navigator.onLine ? net.dataset.online : net.dataset.offline) + (waiting ? ` ${net.dataset.queued} ${waiting}.` : "");
    net.className = navigator.onLine && !waiting ? "notice notice--good" : "notice notice--warn";
  };

  const refresh = async () => {
    const answer = await fetch(door.dataset.list, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) return;
    const found = (await answer.json()).rows, queued = new Set(kept("queue", []).map((scan) => scan.registration));
    keep("rows", found.map((row) => (queued.has(row.key) && row.state === "confirmed" ? { ...row, state: "attended" } : row)));
    show();
  };

  const send = async () => {
    const queue = kept("queue", []).slice(0, 200);
    if (sending || !queue.length || !navigator.onLine) return;
    sending = true;
    try {
      const answer = await fetch(door.dataset.sync, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify({ phone, scans: queue }),
      });
      if (!answer.ok) return;
      const told = await answer.json(), sent = new Set(queue.map((scan) => scan.id));
      keep("queue", kept("queue", []).filter((scan) => !sent.has(scan.id)));
      const warned = new Set(kept("warned", []));
      for (const one of told.answers) say(one.id, one.result, one.name, one.sentence + (one.result === "already" && one.since ? ` (${words.since} ${hour(one.since)})` : ""));
      for (const one of told.lost.filter((each) => !warned.has(each.id))) {
        warned.add(one.id);
        say(`lost-${one.id}`, one.result, one.name, one.sentence);
      }
      keep("warned", [...warned]);
      await refresh();
    } catch { /* the net went away again: what is queued stays queued */ } finally {
      sending = false;
      show();
    }
  };

  // What the phone itself can say of a ticket, before the site has heard of it.
  const judge = (row) => (!row ? "unknown" : row.state === "confirmed" ? "in" : row.state === "attended" ? "already" : "refused");

  const seen = (scan, row) => {
    const verdict = judge(row);
    if (verdict === "in") keep("rows", rows().map((one) => (one.key === row.key ? { ...one, state: "attended", since: scan.at } : one)));
    const sentence = { in: words.in, unknown: words.unknown, refused: row ? `${words.refused} ${row.shown}` : "" }[verdict];
    say(scan.id, verdict, row ? row.name : "", sentence || words.already + (row.since ? ` (${words.since} ${hour(row.since)})` : ""));
    keep("queue", [...kept("queue", []), scan]);
    show();
    find();
    send();
  };

  const letIn = (row) => seen({ id: fresh(), at: new Date().toISOString(), registration: row.key }, row);

  const scanned = async (text) => {
    const code = codeOf(text);
    if (!code) return;
    const digest = await digestOf(code), row = rows().find((one) => one.digest === digest);
    seen({ id: fresh(), at: new Date().toISOString(), code: text.trim().slice(0, 600), ...(row && { registration: row.key }) }, row);
  };

  const find = () => {
    const asked = byId("door-q").value.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean), names = byId("door-names");
    if (!asked.length || !rows().length) return;
    const found = rows().filter((row) => asked.every((word) => row.name.toLocaleLowerCase().includes(word))).slice(0, 50);
    names.replaceChildren(...found.map((row) => {
      const line = document.createElement("li"), text = document.createElement("span"), chip = document.createElement("span");
      chip.className = "chip chip--quiet";
      chip.textContent = row.state === "attended" ? words.in : row.shown;
      text.append(`${row.name} № ${row.number} · ${row.kind} `, chip);
      line.append(text);
      if (row.state === "confirmed") {
        const button = document.createElement("button"), hidden = document.createElement("span");
        button.type = "button";
        button.className = "button button--small";
        hidden.className = "visually-hidden";
        hidden.textContent = ` ${row.name}`;
        button.append(names.dataset.label, hidden);
        button.addEventListener("click", () => letIn(row));
        line.append(button);
      }
      return line;
    }));
  };

  const camera = async () => {
    const video = byId("door-video"), detector = new BarcodeDetector({ formats: ["qr_code"] });
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.hidden = false;
    await video.play();
    let last = "", until = 0;
    const look = async () => {
      try {
        for (const code of await detector.detect(video)) {
          if (code.rawValue !== last || Date.now() > until) {
            last = code.rawValue;
            until = Date.now() + 4000;
            await scanned(code.rawValue);
          }
        }
      } catch { /* a frame that cannot be read */ }
      if (!video.hidden) setTimeout(look, 250);
    };
    look();
  };

  byId("door-scan").addEventListener("submit", (event) => {
    const field = byId("door-scan").querySelector("input[name=code]");
    if (!rows().length) return; // nothing is kept yet: the page sends the form itself
    event.preventDefault();
    scanned(field.value);
    field.value = "";
    field.focus();
  });
  byId("door-find").addEventListener("submit", (event) => {
    if (!rows().length) return;
    event.preventDefault();
    find();
  });
  byId("door-q").addEventListener("input", find);
  byId("door-forget").addEventListener("click", () => {
    for (const name of ["rows", "queue", "warned"]) localStorage.removeItem(at(name));
    if (window.caches) caches.delete(`door-${door.dataset.event}`);
    location.reload();
  });
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    byId("door-camera").hidden = false;
    byId("door-camera").addEventListener("click", () => camera().catch(() => { byId("door-camera").hidden = true; }));
  }
  window.addEventListener("online", () => { show(); send(); });
  window.addEventListener("offline", show);
  setInterval(() => (kept("queue", []).length ? send() : document.hidden || refresh().catch(() => {})), 20000);
  if ("serviceWorker" in navigator && navigator.serviceWorker) {
    navigator.serviceWorker.register(`${door.dataset.worker}?event=${door.dataset.event}`, { scope: door.dataset.scope }).catch(() => {});
  }
  refresh().catch(() => {}).finally(() => { show(); send(); });
})();
