// A GO is read on a screen only until its last day; after it the cell says "unknown: ask". The day is that of the
// reader's own clock, or the day that policy pins. Looked at again every minute, because some screens stay on.
(function () {
  var MINUTE = 60000;
  var pinned = document.querySelector("[data-pinned-day]");

  function today() {
    if (pinned) return pinned.dataset.pinnedDay;
    var now = new Date();
    var two = function (number) { return (number < 10 ? "0" : "") + number; };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }
  function look() {
    var day = today();
    document.querySelectorAll("[data-valid-until]").forEach(function (one) {
      if (day <= one.dataset.validUntil) return;
      one.title = one.textContent + ": " + one.dataset.validUntil;
      one.textContent = "unknown: ask";
      if (one.classList.contains("k-mark")) one.className = "k-mark k-wait";
      one.removeAttribute("data-valid-until");
    });
  }
  look();
  window.setInterval(look, MINUTE);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  window.addEventListener("beforeprint", look);
})();
