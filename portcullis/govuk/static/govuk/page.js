import { initAll } from "./govuk-frontend.min.js";

initAll();
// What htmx brings in needs the components' behaviour too.
document.body.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) initAll({ scope: event.target });
});
