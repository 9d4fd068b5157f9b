// What Material writes inline: its little memory, kept per site. A file of its own, because the security policy
// allows no script inside a page.
var __md_scope = new URL("../../", document.currentScript.src);
var __md_hash = function (text) {
  return Array.from(text).reduce(function (sum, letter) { return (sum << 5) - sum + letter.charCodeAt(0); }, 0);
};
var __md_get = function (key, store, scope) {
  try {
    return JSON.parse((store || localStorage).getItem((scope || __md_scope).pathname + "." + key));
  } catch (error) { return null; }
};
var __md_set = function (key, value, store, scope) {
  try {
    (store || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (error) { /* a browser that keeps nothing shows the page all the same */ }
};
// Where the site begins, for the lists of the search.
window.kamdocs = window.kamdocs || {};
window.kamdocs.home = __md_scope.href;
document.documentElement.classList.add("k-js");
