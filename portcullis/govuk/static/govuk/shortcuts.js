// Single keys, as the person has set them: <body data-shortcuts='{"next": "j", …}'>. Nothing there: switched off.
// next and previous move among [data-shortcut-item]; any other name presses the first visible [data-shortcut=NAME].
const keys = JSON.parse(document.body.dataset.shortcuts || "{}");
const names = Object.fromEntries(Object.entries(keys).filter(([, key]) => key).map(([name, key]) => [key, name]));
const typing = (element) => element.isContentEditable || element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

function step(by) {
  const items = [...document.querySelectorAll("[data-shortcut-item]")].filter((item) => item.checkVisibility());
  const at = items.indexOf(document.activeElement.closest("[data-shortcut-item]"));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1)];
  if (next) next.focus();
  return Boolean(next);
}

function press(name) {
  if (name === "next") return step(1);
  if (name === "previous") return step(-1);
  const row = document.activeElement.closest("[data-shortcut-row]");
  const found = [...(row ? row.querySelectorAll(`[data-shortcut=${name}]`) : []), ...document.querySelectorAll(`[data-shortcut=${name}]`)];
  const target = found.find((element) => element.checkVisibility());
  if (!target) return false;
  target.focus();
  if (!target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit])")) target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
  const name = names[event.key];
  if (name && press(name)) event.preventDefault();
});
