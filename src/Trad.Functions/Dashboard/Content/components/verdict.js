import { h } from '../core/dom.js';
import { plural, words } from '../core/format.js';
import { remark } from './notice.js';

/** Whether a result is more than luck, the best first. */
export const verdicts = ['robust', 'fragile', 'overfit', 'insufficient', 'no-edge'];
const looks = { robust: 'good', fragile: 'warn', insufficient: 'warn', overfit: 'bad', 'no-edge': 'bad' };
const outcomes = { failed: ['bad', 'against'], unknown: ['warn', 'not told'], 'not-enough': ['warn', 'too little'], noted: ['', 'noted'], passed: ['good', 'for'] };

/** A verdict as a tag; a dash when nobody judged. */
export const verdictTag = (judgement) => (judgement ? h('span', { class: `tag ${looks[judgement.verdict] ?? ''}` }, words(judgement.verdict)) : '–');

/** What a job came to, in a remark. */
export const verdictRemark = (verdict) => remark(looks[verdict.verdict] === 'good' ? 'info' : 'warn', `Verdict: ${words(verdict.verdict)}.`, verdict.summary);

/** The verdict with its reasons and what it rests on: those that speak against it open, the others behind a click. */
export function verdictCard(judgement, reportPath, note) {
  const item = (finding) => h('li', {}, h('span', { class: `tag ${outcomes[finding.outcome]?.[0] ?? ''}` }, outcomes[finding.outcome]?.[1] ?? finding.outcome), h('span', {}, finding.text));
  // Several checks may say the same, for example that there are too few days for them.
  const findings = [...new Map(judgement.findings.map((finding) => [`${finding.outcome} ${finding.text}`, finding])).values()];
  const open = findings.filter((finding) => finding.outcome !== 'passed');
  const passed = findings.filter((finding) => finding.outcome === 'passed');
  return h('section', { class: 'card verdict-card' },
    h('div', { class: 'card-head' }, h('h2', {}, 'Is it luck?'), verdictTag(judgement), h('div', { class: 'tools' }, h('a', { class: 'button quiet', href: `${reportPath}?format=html`, target: '_blank', rel: 'noopener' }, 'Report'))),
    h('div', { class: 'card-body stack' },
      judgement.summary && h('p', {}, judgement.summary), note,
      open.length > 0 && h('ul', { class: 'findings tagged' }, open.map(item)),
      passed.length > 0 && h('details', {}, h('summary', { class: 'hint' }, `${plural(passed.length, 'check')} ${passed.length === 1 ? 'speaks' : 'speak'} for it`), h('ul', { class: 'findings tagged' }, passed.map(item)))));
}
