// Says that the session is about to end, five minutes before, and keeps it open if asked. What is typed stays on the page.
const box = document.getElementById("session-expiry");
const seconds = Number(document.body.dataset.sessionSeconds || 0);
let timer = 0;

function wait(left) {
  clearTimeout(timer);
  box.hidden = true;
  timer = setTimeout(() => {
    box.hidden = false;
  }, Math.max(left - 300, 0) * 1000);
}

if (box && seconds) {
  wait(seconds);
  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(event.target.action, { method: "POST", body: new FormData(event.target) });
    if (answer.ok) wait(Number(answer.headers.get("Session-Seconds")));
    else event.target.querySelector("button").textContent = "This did not work. Save what you typed";
  });
}
