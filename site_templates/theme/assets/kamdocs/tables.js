// What tables gain with JavaScript: sorting by a button in each heading, a filter, and a count in words.
// Totals stand outside both. Without JavaScript every row is there in its own order.
(function () {
  var FEW = 8;

  // The value itself, without what stands below it.
  function main(cell) {
    return Array.prototype.filter.call(cell.childNodes, function (node) { return node.nodeName !== "SMALL"; })
      .map(function (node) { return node.textContent; }).join("").trim();
  }
  function key(cell) {
    var text = cell ? (cell.dataset.sort || main(cell)) : "";
    var number = text.replace(/[\u202f\u00a0]/g, "").replace("\u2212", "-");
    return /^-?\d+(\.\d+)?$/.test(number) ? Number(number) : text.toLowerCase();
  }
  function compare(a, b) {
    if (a === b) return 0;
    if (a === "" || a === "—") return 1;
    if (b === "" || b === "—") return -1;
    if (typeof a === typeof b) return a < b ? -1 : 1;
    return typeof a === "number" ? -1 : 1;
  }
  function sortable(table) {
    var body = table.tBodies[0], first = Array.prototype.slice.call(body.rows);
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, at) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "k-sort";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        var next = now === "ascending" ? "descending" : now === "descending" ? null : "ascending";
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
        var rows = first.slice();
        if (next) {
          head.setAttribute("aria-sort", next);
          var sign = next === "ascending" ? 1 : -1;
          rows = rows.map(function (row, index) { return [key(row.cells[at]), index, row]; }).sort(function (a, b) {
            return sign * compare(a[0], b[0]) || a[1] - b[1];
          }).map(function (one) { return one[2]; });
        }
        rows.forEach(function (row) { body.appendChild(row); });
      });
    });
  }
  function filterable(box, table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows), count = box.querySelector(".k-count");
    if (rows.length <= FEW) return;
    var field = document.createElement("input");
    field.type = "search";
    field.className = "k-filter";
    field.placeholder = box.dataset.filter;
    field.setAttribute("aria-label", box.dataset.filter + ": " + table.caption.textContent);
    box.insertBefore(field, box.firstChild);
    var texts = rows.map(function (row) { return row.textContent.toLowerCase().replace(/[\u202f]/g, ""); });
    if (count) count.setAttribute("aria-live", "polite");
    field.addEventListener("input", function () {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      rows.forEach(function (row, index) {
        var hit = words.every(function (word) { return texts[index].indexOf(word) >= 0; });
        row.classList.toggle("k-out", !hit);
        if (hit) shown += 1;
      });
      box.classList.toggle("k-filtered", words.length > 0);
      if (count) {
        count.textContent = words.length ? shown + " " + box.dataset.of + " " + rows.length + " " + box.dataset.rows
          : rows.length + " " + box.dataset.rows;
      }
    });
  }
  document.querySelectorAll("[data-kamdocs=table]").forEach(function (box) {
    var table = box.querySelector("table");
    if (!table || !table.tHead || !table.tBodies.length) return;
    sortable(table);
    filterable(box, table);
  });
  // Folded parts open for print and fold again afterwards.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (one) { one.open = true; opened.push(one); });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
    opened = [];
  });
})();
