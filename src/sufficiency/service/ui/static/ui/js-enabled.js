// First of all scripts, so that nothing jumps: tells the style sheet that scripts run.
document.documentElement.classList.add("js-enabled", "govuk-frontend-supported");
