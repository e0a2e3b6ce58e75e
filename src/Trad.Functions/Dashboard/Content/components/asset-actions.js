import { patch, post, remove } from '../core/api.js';
import { h } from '../core/dom.js';
import { dialog } from './dialog.js';
import { Fields } from './field.js';
import { doing, toast } from './notice.js';

const path = (asset) => `assets/${asset.id}`;

/** Deletes an asset at once and offers to undo it. */
export async function deleteAsset(asset, button, { onDeleted, onRestored }) {
  const isDone = await doing(button, async () => {
    await remove(path(asset));
    return true;
  });
  if (isDone) {
    onDeleted();
    toast(`“${asset.name}” is deleted.`, { label: 'Undo', run: async () => {
      try {
        await post(`${path(asset)}/restore`);
        toast(`“${asset.name}” is back.`);
        onRestored();
      } catch (failure) {
        toast(failure.message);
      }
    } });
  }
}

/** Changes an asset's name, notes or stage; tells a failure and returns the asset as it is, or undefined. */
export async function changeAsset(asset, changes) {
  try {
    return await patch(path(asset), changes);
  } catch (failure) {
    toast(failure.message);
    return undefined;
  }
}

/** Changes an asset's stage; asks for a reason when it goes against the verdict. Returns the asset as it is, or undefined. */
export async function changeStage(asset, stage) {
  try {
    return await patch(path(asset), { stage });
  } catch (failure) {
    if (failure.status !== 409) {
      toast(failure.message);
      return undefined;
    }
    return askForReason(asset, stage, failure.message);
  }
}

function askForReason(asset, stage, why) {
  return new Promise((resolve) => {
    const reason = h('textarea', { class: 'input', rows: '3', maxlength: '1000', required: true });
    const fields = new Fields();
    let changed;
    const box = dialog('Against the verdict', [h('p', {}, why), fields.add('reason', 'Reason', reason)], [{ label: 'Change the stage', kind: 'primary', run: async () => {
      if (!reason.value.trim()) {
        fields.show({ reason: ['is missing: say why the verdict does not hold'] });
        fields.focusFirst();
        return false;
      }
      changed = await patch(path(asset), { stage, reason: reason.value.trim() });
      return true;
    } }], fields);
    box.addEventListener('close', () => resolve(changed));
  });
}
