import { patch, post, remove } from '../core/api.js';
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
