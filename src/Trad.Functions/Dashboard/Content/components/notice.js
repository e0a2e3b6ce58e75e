import { announce, h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';

/** A short message in the corner; it goes by itself unless it offers something to do. */
export function toast(text, action) {
  const close = () => box.remove();
  const box = h('div', { class: 'toast' }, h('p', {}, text),
    action && h('button', { class: 'button', type: 'button', onclick: () => { close(); action.run(); } }, action.label),
    h('button', { class: 'button square', type: 'button', 'aria-label': 'Dismiss', onclick: close }, icon('close')));
  document.getElementById('toasts').append(box);
  announce(text);
  let timer = setTimeout(close, action ? 20000 : 6000);
  box.addEventListener('pointerenter', () => clearTimeout(timer));
  box.addEventListener('focusin', () => clearTimeout(timer));
  box.addEventListener('pointerleave', () => (timer = setTimeout(close, 4000)));
  return close;
}

/** Moves short messages, shown and spoken, into what is in front: a modal dialog, or the page. */
export function showMessagesIn(place) {
  place.append(document.getElementById('toasts'), document.getElementById('announcer'));
}

/** Where nothing is yet: says so and what to do next. */
export function empty(name, title, text, ...actions) {
  return h('div', { class: 'empty' }, icon(name), h('h2', {}, title), h('p', {}, text), actions.length > 0 && h('div', { class: 'row' }, actions));
}

/** Where something went wrong: says what and what to do next. */
export function problem(title, text, ...actions) {
  return wrong(h('h2', {}, title), text, actions);
}

/** The same in place of a whole page. */
export function pageProblem(title, text, ...actions) {
  return wrong(h('h1', { tabindex: '-1' }, title), text, actions);
}

function wrong(heading, text, actions) {
  return h('div', { class: 'empty', role: 'alert' }, icon('warning'), heading, h('p', {}, text), actions.length > 0 && h('div', { class: 'row' }, actions));
}

/** A boxed remark: 'info', 'warn' or 'bad'. */
export function remark(kind, title, ...text) {
  return h('div', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : null },
    icon(kind === 'info' ? 'info' : 'warning'), h('div', {}, title && h('strong', {}, title, ' '), text));
}

/** Grey shapes of the size of what will come, so that nothing moves when it does. */
export function skeleton(...heights) {
  return heights.map((height) => h('div', { class: 'skeleton', style: { height, 'margin-bottom': 'var(--s3)' }, 'aria-hidden': 'true' }));
}

/** Shows what loading gives; on failure, what went wrong with a way to try again, and others. Returns whether it succeeded. */
export async function load(place, action, draw, ...elsewhere) {
  // Who has gone to another page meanwhile is not brought back by what comes late.
  const { visit } = place.dataset;
  try {
    const result = await action();
    if (place.dataset.visit !== visit) {
      return false;
    }
    draw(result);
    return true;
  } catch (failure) {
    if (failure.name === 'AbortError' || place.dataset.visit !== visit) {
      return false;
    }
    put(place, (place.matches('main') ? pageProblem : problem)(failure.isMissing ? 'Not found' : 'This could not be loaded', failure.message,
      h('button', { class: 'button', type: 'button', onclick: () => load(place, action, draw, ...elsewhere) }, icon('refresh'), 'Try again'), ...elsewhere));
    return false;
  }
}

/** Does something for a button: it is off meanwhile, and a failure is told. Returns the result, or undefined. */
export async function doing(button, action) {
  button.disabled = true;
  try {
    return await action();
  } catch (failure) {
    toast(failure.message);
    return undefined;
  } finally {
    button.disabled = false;
  }
}
