import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { words } from '../core/format.js';

const icons = { queued: 'queued', running: 'running', completed: 'completed', failed: 'failed', cancelled: 'cancelled', healthy: 'completed', degraded: 'warning', unhealthy: 'failed', pending: 'queued', terminated: 'cancelled', suspended: 'stop', warning: 'warning' };

/** A state in words, with a sign that does not depend on colour. */
export function state(name) {
  return setState(h('span', { class: 'state' }), name);
}

/** Changes a shown state. */
export function setState(element, name) {
  if (element.dataset.state !== name) {
    element.dataset.state = name;
    put(element, icon(icons[name] ?? 'info'), words(name));
  }
  return element;
}
