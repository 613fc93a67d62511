// The list refreshes by itself only while neither the pointer nor the focus is in it: a row never moves under either.
// Until then new items are announced, with a link that shows them.
const news = document.getElementById("news");
const list = () => document.getElementById("queue");
const ids = (root) => [...root.querySelectorAll("[data-id]")].map((row) => row.dataset.id);
let fetched = null;

function busy() {
  return list().matches(":hover") || list().contains(document.activeElement);
}

function announce(html) {
  const shown = new Set(ids(list()));
  const count = ids(new DOMParser().parseFromString(html, "text/html")).filter((id) => !shown.has(id)).length;
  const words = count ? `Show ${count} new ${count === 1 ? "item" : "items"}` : "Show what has changed";
  if (news.textContent === words) return;
  const link = document.createElement("a");
  link.className = "govuk-link casework-news__link";
  link.href = location.href;
  link.textContent = words;
  news.replaceChildren(link);
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "queue" || !event.detail.shouldSwap || event.detail.xhr.status !== 200) return;
  if (!busy()) {
    news.replaceChildren();
    return;
  }
  event.detail.shouldSwap = false;
  fetched = event.detail.serverResponse;
  announce(fetched);
});

news.addEventListener("click", (event) => {
  if (!event.target.closest("a") || !fetched) return;
  event.preventDefault();
  htmx.swap(list(), fetched, { swapStyle: "outerHTML" });
  fetched = null;
  news.replaceChildren();
  const first = list().querySelector("[data-shortcut-item]");
  if (first) first.focus();
});
