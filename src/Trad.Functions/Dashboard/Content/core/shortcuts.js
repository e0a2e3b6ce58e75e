const actions = new Map();
// How long the second key of a pair may take, in milliseconds between the presses themselves: a busy page answers late.
const PATIENCE = 2000;
let prefix = null;
let prefixAt = 0;

/**
 * Binds keys: 'g j' is g, then j. Keys do nothing while somebody types.
 * @returns a function that unbinds them
 */
export function bind(bindings) {
  for (const [keys, action] of Object.entries(bindings)) {
    actions.set(keys, action);
  }
  return () => Object.entries(bindings).forEach(([keys, action]) => actions.get(keys) === action && actions.delete(keys));
}

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) {
    return;
  }
  const keys = prefix && event.timeStamp - prefixAt < PATIENCE ? `${prefix} ${event.key}` : event.key;
  prefix = null;
  const action = actions.get(keys);
  if (action) {
    event.preventDefault();
    action();
  } else if ([...actions.keys()].some((known) => known.startsWith(`${event.key} `))) {
    prefix = event.key;
    prefixAt = event.timeStamp;
  }
});

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('dialog, select, textarea, input:not([type=radio]):not([type=checkbox]):not([type=range])'));
}
