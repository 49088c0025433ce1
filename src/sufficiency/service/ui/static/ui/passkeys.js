// A passkey that could not be made or used is told in words, not in the browser's console.
(function () {
  "use strict";

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    var told = document.getElementById("passkey-failed");
    if (!told) return;
    told.hidden = false;
    told.setAttribute("tabindex", "-1");
    told.focus();
  });
})();
