let cached = null;

/** The design system's colours for canvases. */
export function palette() {
  if (!cached) {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    cached = {
      ink: read('ink'), ink2: read('ink-2'), ink3: read('ink-3'), line: read('line'), lineStrong: read('line-strong'), surface: read('surface'),
      sunken: read('sunken'), accent: read('accent'), accentSoft: read('accent-soft'), good: read('good'), bad: read('bad'), warn: read('warn'),
      series: [1, 2, 3, 4, 5].map((n) => read(`series-${n}`)), font: style.getPropertyValue('--font').trim(),
    };
  }
  return cached;
}

/** Calls a function whenever the colours change; returns how to stop that. */
export function onPalette(action) {
  const changed = () => {
    cached = null;
    action();
  };
  addEventListener('appearance', changed);
  return () => removeEventListener('appearance', changed);
}

/** A colour with an opacity. */
export function faded(hex, opacity) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${r} ${g} ${b} / ${opacity})`;
}

/** A colour between two, for scales. */
export function between(from, to, share) {
  const parts = [1, 3, 5].map((at) => {
    const a = parseInt(from.slice(at, at + 2), 16);
    const b = parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share);
  });
  return `rgb(${parts.join(' ')})`;
}
