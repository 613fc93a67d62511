// Says that the session is about to end, five minutes before, and keeps it open if asked. What is typed stays on the page.
const box = document.getElementById("session-expiry");
const seconds = Number(document.body.dataset.sessionSeconds || 0);
const says = box && box.querySelector("p");
const button = box && box.querySelector("button");
let timers = [];

function wait(left) {
  timers.forEach(clearTimeout);
  box.hidden = true;
  timers = [
    setTimeout(() => (box.hidden = false), Math.max(left - 300, 0) * 1000),
    setTimeout(ended, left * 1000),
  ];
}

function ended() {
  box.hidden = false;
  button.hidden = true;
  says.textContent = "You have been signed out. What you typed is still here: send it, and you are asked to sign in first.";
}

if (box && seconds) {
  wait(seconds);
  document.body.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 401 && ended());
  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(event.target.action, { method: "POST", body: new FormData(event.target) });
    if (answer.ok) wait(Number(answer.headers.get("Session-Seconds")));
    else ended();
  });
}
