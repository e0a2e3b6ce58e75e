const asked = new Map();

/** Loads a style sheet that only some pages need; resolves when it applies, or when it cannot be had. */
export function sheet(address) {
  if (!asked.has(address)) {
    asked.set(address, new Promise((resolve) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = address;
      link.addEventListener('load', resolve);
      link.addEventListener('error', resolve);
      document.head.append(link);
    }));
  }
  return asked.get(address);
}
