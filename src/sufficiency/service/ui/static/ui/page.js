// On every page. Without it all pages work; with it they are handier.
(function () {
  "use strict";

  if (window.GOVUKFrontend) window.GOVUKFrontend.initAll();

  // The filters panel folds on a phone and stands open beside the results elsewhere.
  document.querySelectorAll("[data-filters]").forEach(function (panel) {
    var narrow = window.matchMedia("(max-width: 48.06em)");
    function fit() {
      if (narrow.matches) panel.removeAttribute("open");
      else panel.setAttribute("open", "");
    }
    fit();
    narrow.addEventListener("change", fit);
  });
})();
