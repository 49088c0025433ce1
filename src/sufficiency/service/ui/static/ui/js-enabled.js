// First in the page, so that nothing jumps: tells the style sheet and GOV.UK's scripts that scripts run.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
