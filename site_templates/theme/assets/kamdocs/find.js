// The find page: full text and facets with counts over all records. The whole state stands in the address.
(function () {
  var place = document.querySelector("[data-kamdocs=find]");
  var kamdocs = window.kamdocs = window.kamdocs || {};
  if (!place) return;
  var words = JSON.parse(place.dataset.words), texts = {}, data = null, left = 0;
  var FACETS = ["account", "kind", "programme", "plant", "standing"], MOST = 40;
  var state = read();

  function read() {
    var found = { q: "" };
    location.hash.slice(1).split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      if (at > 0) found[pair.slice(0, at)] = decodeURIComponent(pair.slice(at + 1));
    });
    return found;
  }
  function keep() {
    var parts = ["q"].concat(FACETS).filter(function (key) { return state[key]; }).map(function (key) {
      return key + "=" + encodeURIComponent(state[key]);
    });
    history.replaceState(null, "", "#" + parts.join("&"));
  }
  kamdocs.ontext = function (found) {
    found.rows.forEach(function (row) {
      texts[row[0]] = { text: row[1].toLowerCase(), shown: row[1], programme: row[2], plant: row[3], standing: [row[4]] };
    });
    if (--left <= 0) draw();
  };

  function valuesOf(facet, row, index) {
    if (facet === "account") return [data.accounts[row[0]]];
    if (facet === "kind") return [data.kinds[row[1]][1]];
    return (texts[index] ? texts[index][facet] : []).filter(Boolean);
  }
  function matches(row, index, without) {
    var more = texts[index] ? texts[index].text : "";
    var every = state.q.trim().toLowerCase().split(/\s+/).filter(Boolean).every(function (word) {
      var tight = kamdocs.squeeze(word);
      return row.plain.indexOf(word) >= 0 || more.indexOf(word) >= 0 || (tight && row.tight.indexOf(tight) >= 0);
    });
    return every && FACETS.every(function (facet) {
      return facet === without || !state[facet] || valuesOf(facet, row, index).indexOf(state[facet]) >= 0;
    });
  }
  function element(tag, of, text) {
    var made = document.createElement(tag);
    if (of) made.className = of;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  var field, facets, count, list;
  function frame() {
    place.textContent = "";
    var bar = element("div", "k-find");
    field = element("input", "k-find__field");
    field.type = "search";
    field.value = state.q;
    field.placeholder = words.jump;
    field.setAttribute("aria-label", words.find);
    field.addEventListener("input", function () { state.q = field.value; draw(); });
    facets = element("div", "k-find__facets");
    count = element("p", "k-count");
    count.setAttribute("aria-live", "polite");
    list = element("ul", "k-find__list");
    bar.appendChild(field);
    bar.appendChild(facets);
    [bar, count, list].forEach(function (part) { place.appendChild(part); });
  }
  function drawFacets() {
    var focused = document.activeElement && document.activeElement.dataset.facet;
    facets.textContent = "";
    FACETS.forEach(function (facet) {
      var counts = {};
      data.rows.forEach(function (row, index) {
        if (matches(row, index, facet)) valuesOf(facet, row, index).forEach(function (value) {
          counts[value] = (counts[value] || 0) + 1;
        });
      });
      var names = Object.keys(counts).sort();
      if (names.length < 2 && !state[facet]) return;
      var box = element("label", "k-find__facet"), select = element("select");
      box.appendChild(element("span", "", words[facet]));
      select.dataset.facet = facet;
      select.appendChild(new Option(words.everything, ""));
      names.forEach(function (name) { select.appendChild(new Option(name + " (" + counts[name] + ")", name)); });
      if (state[facet] && !counts[state[facet]]) select.appendChild(new Option(state[facet] + " (0)", state[facet]));
      select.value = state[facet] || "";
      select.addEventListener("change", function () { state[facet] = select.value; draw(); });
      box.appendChild(select);
      facets.appendChild(box);
      if (focused === facet) select.focus();
    });
    var clear = element("button", "k-button", words.clear);
    clear.type = "button";
    clear.addEventListener("click", function () { state = { q: "" }; field.value = ""; draw(); field.focus(); });
    facets.appendChild(clear);
  }
  function draw() {
    if (!data || left > 0) return;
    drawFacets();
    var found = [];
    data.rows.forEach(function (row, index) { if (matches(row, index)) found.push(index); });
    count.textContent = found.length + " " + words.of + " " + data.rows.length + " " + words.rows;
    list.textContent = "";
    found.slice(0, MOST).forEach(function (index) {
      var row = data.rows[index], item = element("li"), link = element("a", "", row[3]);
      link.href = kamdocs.address(data, row);
      item.appendChild(link);
      item.appendChild(element("p", "k-note", row[2] + " · " + data.kinds[row[1]][1] + " · " + data.accounts[row[0]]));
      if (texts[index] && texts[index].shown) item.appendChild(element("p", "k-find__text", texts[index].shown));
      list.appendChild(item);
    });
    if (!found.length) list.appendChild(element("li", "k-empty", words.nothing));
    keep();
  }

  window.addEventListener("DOMContentLoaded", function () {
    frame();
    kamdocs.withList(function (found) {
      data = found;
      left = found.kinds.length;
      found.kinds.forEach(function (kind) {
        kamdocs.script("search/text-" + kind[0] + ".js", function () { if (--left <= 0) draw(); });
      });
      if (!left) draw();
      field.focus();
    });
  });
})();
