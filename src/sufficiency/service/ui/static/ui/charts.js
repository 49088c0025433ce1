// Draws each chart of the page from the declaration beside it. Expressions are interpreted, never run as code, so
// the content security policy stays strict. Without scripts the table beside it has the figures.
(function () {
  "use strict";

  var WIDE = 640;
  var options = {
    actions: false,
    renderer: "svg",
    ast: true,
    expr: window.vegaInterpreter,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true, theme: "suff" },
  };

  // Names stand at the ends of the lines where there is room; on a phone the key above the chart has them.
  function fitted(declaration, wide) {
    var copy = JSON.parse(JSON.stringify(declaration));
    var labels = copy.usermeta.labels;
    delete copy.usermeta;
    if (wide) return copy;
    copy.layer.splice(labels, 1);
    copy.height = 230;
    return copy;
  }

  function draw(place) {
    var declaration = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    var drawn = null;
    function fit() {
      var wide = place.clientWidth >= WIDE;
      if (wide === drawn) return;
      drawn = wide;
      window.vegaEmbed(place, fitted(declaration, wide), options).then(function () {
        place.dataset.drawn = "yes";
      });
    }
    fit();
    new ResizeObserver(fit).observe(place);
  }

  document.querySelectorAll("[data-chart]").forEach(draw);
})();
