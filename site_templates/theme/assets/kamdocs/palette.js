// Light or dark before the first paint: what the reader chose last, else what the system prefers.
(function () {
  var chosen = __md_get("__palette");
  if (!chosen || !chosen.color) return;
  if (chosen.color.media === "(prefers-color-scheme)") {
    var light = matchMedia("(prefers-color-scheme: light)").matches;
    var input = document.querySelector("[data-md-color-media='(prefers-color-scheme: " + (light ? "light" : "dark") + ")']");
    ["media", "scheme", "primary", "accent"].forEach(function (key) {
      chosen.color[key] = input.getAttribute("data-md-color-" + key);
    });
  }
  Object.keys(chosen.color).forEach(function (key) {
    document.body.setAttribute("data-md-color-" + key, chosen.color[key]);
  });
})();
