// Runs before anything is painted (a classic script in the head), so that the page never flashes in the wrong colours.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem('trad-appearance');
    } catch {
      // Storage may be forbidden; then the system's setting decides.
    }
    document.documentElement.dataset.theme = chosen ?? (dark.matches ? 'dark' : 'light');
    document.documentElement.dataset.appearance = chosen ?? 'system';
    dispatchEvent(new Event('appearance'));
  };
  dark.addEventListener('change', apply);
  addEventListener('storage', apply);
  addEventListener('choose-appearance', apply);
  apply();
})();
