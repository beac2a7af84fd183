// Chooses the theme before the first paint, so that nobody is dazzled. A classic
// script: modules run too late for that.
(function () {
  const asked = new URLSearchParams(location.search).get("theme");
  let kept = null;
  try {
    if (asked === "light" || asked === "dark") localStorage.setItem("theme", asked);
    kept = localStorage.getItem("theme");
  } catch { /* no storage: the system's theme */ }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    let chosen = kept;
    try { chosen = localStorage.getItem("theme"); } catch { /* as above */ }
    document.documentElement.dataset.theme = chosen || (dark.matches ? "dark" : "light");
  };
  dark.addEventListener("change", show);
  show();
})();
