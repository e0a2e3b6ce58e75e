import { h } from '../core/dom.js';
import { ask } from '../core/api.js';
import { dialog } from './dialog.js';
import { Fields } from './field.js';

let asking = null;
let isDeclined = false;
addEventListener('hashchange', () => {
  isDeclined = false;
});

/**
 * Asks for the access key when the server no longer knows this browser: once, however many requests found that out.
 * Resolves to whether a session was opened; after a refusal nobody is asked again on the same page.
 */
export function signIn() {
  if (isDeclined) {
    return Promise.resolve(false);
  }
  asking ??= show().finally(() => {
    asking = null;
  });
  return asking;
}

function show() {
  return new Promise((resolve) => {
    let isOpen = false;
    const fields = new Fields();
    const key = h('input', { class: 'input', type: 'password', autocomplete: 'current-password', required: true });
    const box = dialog('Your session has ended', [h('p', {}, 'Enter the access key to go on where you were.'), fields.add('key', 'Access key', key)], [{
      label: 'Sign in', kind: 'primary', run: async () => {
        try {
          await ask('POST', 'session', { key: key.value }, { isSigningIn: true });
          isOpen = true;
          return true;
        } catch (failure) {
          fields.show({ key: [failure.errors.key?.join('; ') ?? failure.message] });
          key.select();
          return false;
        }
      },
    }]);
    box.dataset.stays = '';
    box.addEventListener('close', () => {
      isDeclined = !isOpen;
      resolve(isOpen);
      if (isOpen) {
        dispatchEvent(new Event('signed-in'));
      }
    });
    key.focus();
  });
}
