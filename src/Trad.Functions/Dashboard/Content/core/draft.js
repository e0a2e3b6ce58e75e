const key = (name) => `trad-${name}`;

/** What somebody has entered and neither started nor saved yet; it lasts as long as the tab, through reloads and Back. */
export function readDraft(name) {
  try {
    return JSON.parse(sessionStorage.getItem(key(name))) ?? null;
  } catch {
    return null;
  }
}

/** Keeps it; null forgets it. */
export function keepDraft(name, draft) {
  try {
    if (draft) {
      sessionStorage.setItem(key(name), JSON.stringify(draft));
    } else {
      sessionStorage.removeItem(key(name));
    }
  } catch {
    // Storage may be forbidden or full; then a reload begins anew.
  }
}
