// One key a decision: presses what names the key, unless somebody is writing. Keys are told by their place, so that any layout works.
document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || at.closest("input, textarea, select, [contenteditable]")) return;
  const wanted = document.querySelector(`[data-key="${event.code}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
