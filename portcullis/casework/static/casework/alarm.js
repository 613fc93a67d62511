// Each second the page asks for the alarm (hx-get on #alarm). Here: the sound, if the officer wants it, and what to say
// when the answer is not ours: signed out, or no connection.
const stale = document.getElementById("stale");
const sound = document.getElementById("alarm-sound");
let since = null;
let inside = false;

function heading() {
  const found = document.querySelector("main h1");
  found.tabIndex = -1;
  return found;
}

function failed() {
  since = since || new Date();
  const at = since.toLocaleTimeString("en-GB", { timeZone: "Europe/London" });
  if (!stale.textContent) stale.textContent = `This page has not been updated since ${at}: the service does not answer. Nothing that you saved is lost.`;
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (!["alarm", "queue"].includes(event.detail.target?.id)) return;
  inside = event.detail.target.id === "alarm" && event.detail.target.contains(document.activeElement);
  const asked = new URL(event.detail.pathInfo.requestPath, location.href).pathname;
  if (new URL(event.detail.xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false;
    stale.textContent = "You are signed out. Load the page again to sign in.";
  }
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.target && event.detail.target?.id === "alarm" && event.detail.successful) {
    since = null;
    if (stale.textContent.includes("does not answer")) stale.textContent = "";
  }
});
document.body.addEventListener("htmx:sendError", failed);
document.body.addEventListener("htmx:responseError", failed);
document.body.addEventListener("htmx:afterSwap", (event) => {
  const alarm = document.getElementById("alarm");
  // A browser may refuse sound until the officer has used the page once; the notice stands either way.
  if (event.detail.target?.id !== "alarm") return;
  // Whoever was at the notice is not left nowhere when it changes or goes.
  if (inside) (alarm.querySelector("button") || heading()).focus();
  if (alarm.dataset.sound) sound.play().catch(() => alarm.removeAttribute("data-sound"));
});
