// The jump field of the header: `/` opens it, any piece of an id, part number, customer number or name finds a record.
// The list is loaded with the first use. Without JavaScript the link to the find page stays.
(function () {
  var kamdocs = window.kamdocs = window.kamdocs || {};
  var place = document.querySelector("[data-kamdocs=jump]");
  var waiting = [], asked = false;

  function squeeze(text) { return text.toLowerCase().replace(/[^a-z0-9\u00c0-\u024f]+/g, ""); }
  kamdocs.squeeze = squeeze;

  // The list script calls this with plain data.
  kamdocs.onlist = function (data) {
    data.rows.forEach(function (row) {
      row.plain = (row[2] + " " + row[3] + " " + row[4]).toLowerCase();
      row.tight = squeeze(row[2]) + " " + squeeze(row[3]) + " " + row[4].split(" ").map(squeeze).join(" ");
    });
    kamdocs.data = data;
    waiting.forEach(function (done) { done(data); });
    waiting = [];
  };
  kamdocs.script = function (name, failed) {
    var script = document.createElement("script");
    script.src = kamdocs.home + name;
    if (failed) script.onerror = failed;
    document.head.appendChild(script);
  };
  kamdocs.withList = function (done) {
    if (kamdocs.data) return done(kamdocs.data);
    waiting.push(done);
    if (!asked) { asked = true; kamdocs.script("search/list.js"); }
  };
  kamdocs.address = function (data, row) {
    return kamdocs.home + "r/" + data.accounts[row[0]] + "/" + row[2] + "/index.html";
  };

  // 0 = the id itself, then its tail, its beginning, somewhere in the id, somewhere else; -1 = no hit.
  function rank(row, words) {
    for (var i = 0; i < words.length; i++) {
      if (row.plain.indexOf(words[i].plain) < 0 && (!words[i].tight || row.tight.indexOf(words[i].tight) < 0)) return -1;
    }
    var id = squeeze(row[2]), first = words[0].tight;
    if (id === first) return 0;
    if (id.slice(3) === first) return 1;
    if (id.indexOf(first) === 3 || id.indexOf(first) === 0) return 2;
    return id.indexOf(first) >= 0 ? 3 : 4;
  }
  kamdocs.hits = function (data, text, most) {
    var words = text.trim().split(/\s+/).filter(Boolean).map(function (word) {
      return { plain: word.toLowerCase(), tight: squeeze(word) };
    });
    if (!words.length) return [];
    var found = [];
    data.rows.forEach(function (row, index) {
      var at = rank(row, words);
      if (at >= 0) found.push([at, row[2].length, index]);
    });
    found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]; });
    return found.slice(0, most).map(function (one) { return data.rows[one[2]]; });
  };
  if (!place) return;

  var field = document.createElement("input");
  field.type = "search";
  field.className = "k-jump__field";
  field.placeholder = place.dataset.words;
  field.setAttribute("aria-label", place.dataset.words);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", "k-hits");
  field.setAttribute("aria-autocomplete", "list");
  field.autocomplete = "off";
  var list = document.createElement("ul");
  list.className = "k-hits";
  list.id = "k-hits";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  place.insertBefore(field, place.firstChild);
  place.appendChild(list);

  var chosen = -1;
  function choose(index) {
    var all = list.children;
    if (!all.length) return;
    chosen = (index + all.length) % all.length;
    Array.prototype.forEach.call(all, function (item, at) { item.setAttribute("aria-selected", at === chosen); });
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }
  function draw(data) {
    var rows = kamdocs.hits(data, field.value, 12);
    list.textContent = "";
    rows.forEach(function (row, index) {
      var item = document.createElement("li"), link = document.createElement("a");
      item.id = "k-hit-" + index;
      item.setAttribute("role", "option");
      link.href = kamdocs.address(data, row);
      link.tabIndex = -1;
      [["k-hits__id", row[2]], ["k-hits__title", row[3]], ["k-hits__kind", data.kinds[row[1]][1]]].forEach(function (part) {
        var text = document.createElement("span");
        text.className = part[0];
        text.textContent = part[1];
        link.appendChild(text);
      });
      item.appendChild(link);
      list.appendChild(item);
    });
    if (!rows.length && field.value.trim()) {
      var none = document.createElement("li");
      none.className = "k-hits__none";
      none.textContent = place.dataset.none;
      list.appendChild(none);
    }
    chosen = -1;
    list.hidden = !field.value.trim();
    field.setAttribute("aria-expanded", String(!list.hidden));
    if (rows.length) choose(0);
  }
  field.addEventListener("focus", function () { kamdocs.withList(function () {}); });
  field.addEventListener("input", function () { kamdocs.withList(draw); });
  field.addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown") { choose(chosen + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { choose(chosen - 1); event.preventDefault(); }
    if (event.key === "Escape") { field.value = ""; list.hidden = true; field.blur(); }
    if (event.key === "Enter") {
      var link = list.children[chosen] && list.children[chosen].querySelector("a");
      if (link) location.href = link.href;
    }
  });
  document.addEventListener("click", function (event) {
    if (!place.contains(event.target)) list.hidden = true;
  });
  document.addEventListener("keydown", function (event) {
    var tag = (event.target.tagName || "").toLowerCase();
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (tag === "input" || tag === "textarea" || tag === "select") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    field.focus();
  }, true);
})();
