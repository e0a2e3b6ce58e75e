import { h } from '../core/dom.js';
import { words } from '../core/format.js';

/** The stages of trust, in order. */
export const stages = ['discovery', 'validation', 'paper', 'live-candidate', 'retired', 'rejected'];
const looks = { discovery: '', validation: 'accent', paper: 'warn', 'live-candidate': 'good', retired: '', rejected: 'bad' };

/** A stage as a tag. */
export const stageTag = (stage) => h('span', { class: `tag ${looks[stage] ?? ''}` }, words(stage));
