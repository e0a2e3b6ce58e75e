const key = 'trad-train';

/** What somebody has entered into the form and not started yet; it lasts as long as the tab, through reloads and Back. */
export function readDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? null;
  } catch {
    return null;
  }
}

/** Keeps it; null forgets it. */
export function keepDraft(draft) {
  try {
    if (draft) {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } else {
      sessionStorage.removeItem(key);
    }
  } catch {
    // Storage may be forbidden or full; then a reload begins anew.
  }
}
