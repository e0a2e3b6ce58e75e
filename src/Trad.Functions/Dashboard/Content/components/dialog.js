import { h, newId } from '../core/dom.js';
import { Fields } from './field.js';
import { showMessagesIn } from './notice.js';

/**
 * Shows a modal dialog; focus goes back to where it was when it closes.
 * @param {string} title
 * @param {Array} body its content
 * @param {Array<{label, kind, run}>} actions buttons; run returns false to keep the dialog open, and so does a failure, which is told
 * @param {Fields} fields where a failure is told that is about one of them
 */
export function dialog(title, body, actions = [], fields = new Fields()) {
  const id = newId('dialog');
  const elsewhere = h('p', { class: 'problem', role: 'alert' });
  const box = h('dialog', { 'aria-labelledby': id },
    h('form', { method: 'dialog', novalidate: true, onsubmit: submit },
      h('div', { class: 'dialog-head' }, h('h2', { id }, title)),
      h('div', { class: 'dialog-body' }, body, elsewhere),
      h('div', { class: 'dialog-foot' },
        h('button', { class: 'button', type: 'button', onclick: () => box.close() }, actions.length ? 'Cancel' : 'Close'),
        actions.map((action, index) => h('button', { class: `button ${action.kind ?? ''}`, value: String(index) }, action.label)))));
  box.addEventListener('close', () => {
    showMessagesIn([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body);
    box.remove();
  });
  box.addEventListener('click', (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
  // What is said meanwhile would lie behind it, where nobody can press it.
  showMessagesIn(box);
  return box;

  async function submit(event) {
    event.preventDefault();
    const button = event.submitter ?? box.querySelector('.dialog-foot button[value]');
    const action = actions[Number(button?.value)];
    if (!action || button.disabled) {
      return;
    }
    button.disabled = true;
    elsewhere.textContent = '';
    try {
      if ((await action.run(box)) !== false) {
        box.close();
      }
    } catch (failure) {
      elsewhere.textContent = fields.explain(failure);
      fields.focusFirst();
    } finally {
      button.disabled = false;
    }
  }
}

/** Asks before something that cannot be taken back. */
export function confirm(title, text, label, run) {
  return dialog(title, h('p', {}, text), [{ label, kind: 'primary', run }]);
}
