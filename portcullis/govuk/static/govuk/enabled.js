// Runs before the page is drawn, so that what needs JavaScript does not jump into place.
document.documentElement.classList.add("js");
document.body.classList.add("js-enabled", "govuk-frontend-supported");
