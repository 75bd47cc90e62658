/* The map of concepts: zoom with the wheel, two fingers or buttons, move by dragging or arrow keys, find by name. */
"use strict";
(() => {
  const map = document.querySelector("svg[data-map]");
  const tools = document.querySelector("[data-map-tools]");
  if (!map || !tools) return;
  const whole = map.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  const view = { ...full };
  const home = { ...full };
  let tall = full.h / full.w;
  const held = new Map();
  let moved = 0;

  const labels = [...map.querySelectorAll("text")].map((text) => ({ text, size: parseFloat(text.getAttribute("font-size")) }));
  let shown = 1;
  const show = () => {
    map.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    const near = home.w / view.w;
    if (near === shown) return;
    shown = near;
    map.classList.toggle("is-near", near >= 1.8);
    labels.forEach(({ text, size }) => text.setAttribute("font-size", (size / near ** 0.8).toFixed(2)));
  };
  const bound = (value, low, high) => Math.min(Math.max(value, low), high);
  const settle = () => {
    view.x = bound(view.x, full.x - view.w / 2, full.x + full.w - view.w / 2);
    view.y = bound(view.y, full.y - view.h / 2, full.y + full.h - view.h / 2);
    show();
  };
  const place = (event) => {
    const box = map.getBoundingClientRect();
    return { x: view.x + ((event.clientX - box.left) / box.width) * view.w, y: view.y + ((event.clientY - box.top) / box.height) * view.h };
  };
  const zoom = (by, at) => {
    const w = bound(view.w / by, full.w / 12, Math.max(full.w, home.w));
    const share = w / view.w;
    view.x = at.x - (at.x - view.x) * share;
    view.y = at.y - (at.y - view.y) * share;
    view.w = w;
    view.h = w * tall;
    settle();
  };
  const middle = () => ({ x: view.x + view.w / 2, y: view.y + view.h / 2 });
  const reset = () => { Object.assign(view, home); show(); };
  const fit = () => {
    const box = map.getBoundingClientRect();
    tall = box.height / box.width;
    const narrow = tall > full.h / full.w;
    home.h = narrow ? full.h : full.w * tall;
    home.w = home.h / tall;
    home.x = full.x + (full.w - home.w) / 2;
    home.y = full.y + (full.h - home.h) / 2;
    reset();
  };

  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== map && view.w >= home.w && event.deltaY > 0) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, place(event));
  }, { passive: false });

  map.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = 0;
  });
  map.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const box = map.getBoundingClientRect();
    if (held.size === 2) {
      const other = [...held].find(([id]) => id !== event.pointerId)[1];
      const gap = (one) => Math.hypot(one.x - other.x, one.y - other.y);
      const now = { x: event.clientX, y: event.clientY };
      if (gap(before) > 0) zoom(gap(now) / gap(before), place({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }));
      moved = 99;
    } else {
      moved += Math.abs(event.clientX - before.x) + Math.abs(event.clientY - before.y);
      if (moved > 4) {
        map.setAttribute("data-held", "");
        if (!map.hasPointerCapture(event.pointerId)) map.setPointerCapture(event.pointerId);
      }
      view.x -= ((event.clientX - before.x) / box.width) * view.w;
      view.y -= ((event.clientY - before.y) / box.height) * view.h;
      settle();
    }
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  const letGo = (event) => { held.delete(event.pointerId); map.removeAttribute("data-held"); };
  map.addEventListener("pointerup", letGo);
  map.addEventListener("pointercancel", letGo);
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("click", (event) => { if (moved > 4) { event.preventDefault(); event.stopPropagation(); } }, true);

  map.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) { view.x += step[0] * view.w * 0.1; view.y += step[1] * view.h * 0.1; settle(); }
    else if (event.key === "+" || event.key === "=") zoom(1.3, middle());
    else if (event.key === "-") zoom(1 / 1.3, middle());
    else if (event.key === "0") reset();
    else return;
    event.preventDefault();
  });

  tools.addEventListener("click", (event) => {
    const wish = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (wish === "in") zoom(1.4, middle());
    if (wish === "out") zoom(1 / 1.4, middle());
    if (wish === "whole") reset();
  });

  const search = tools.querySelector("input");
  const status = tools.querySelector("[data-map-status]");
  const spots = [...map.querySelectorAll("a[data-name]")];
  search.addEventListener("input", () => {
    const asked = search.value.trim().toLowerCase();
    const found = asked ? spots.filter((spot) => spot.dataset.name.toLowerCase().includes(asked)) : [];
    spots.forEach((spot) => spot.classList.toggle("is-found", found.includes(spot)));
    map.classList.toggle("is-asked", found.length > 0);
    status.textContent = asked && !found.length ? status.dataset.none : "";
    const one = found.find((spot) => spot.dataset.name.toLowerCase() === asked) || (found.length === 1 ? found[0] : null);
    if (one) {
      const circle = one.querySelector("circle");
      reset();
      zoom(3, { x: 0, y: 0 });
      view.x = circle.cx.baseVal.value - view.w / 2;
      view.y = circle.cy.baseVal.value - view.h / 2;
      settle();
    }
  });

  map.setAttribute("data-live", "");
  map.setAttribute("tabindex", "0");
  tools.hidden = false;
  fit();
  window.addEventListener("resize", fit);
})();
