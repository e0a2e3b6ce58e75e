import { h, put } from '../core/dom.js';
import { get } from '../core/api.js';
import { count, metric, metricTitle, plural, tone } from '../core/format.js';
import { link } from '../core/route.js';
import { verdictTag } from './verdict.js';

const shown = ['totalReturn', 'maximumDrawdown', 'trades'];

/** What an ended job came to on the candles that it never searched; the search's own figures come after it. */
export class JobOutcome {
  constructor() {
    this.body = h('div', { class: 'card-body stack' });
    this.tag = h('span');
    this.element = h('section', { class: 'card outcome', hidden: true }, h('div', { class: 'card-head' }, h('h2', {}, 'Hold-out'), h('span', { class: 'note' }, 'candles that the search never saw'), h('div', { class: 'tools' }, this.tag)), this.body);
  }

  close() {
    this.isClosed = true;
  }

  /** Asks for the asset of the job when it has one. */
  async show(job) {
    if (!job.assetId || this.asked === job.assetId) {
      return;
    }
    this.asked = job.assetId;
    try {
      const asset = await get(`assets/${job.assetId}`);
      if (!this.isClosed) {
        this.draw(job, asset);
      }
    } catch {
      // The asset may have been deleted; then the job has its search alone.
    }
  }

  draw(job, asset) {
    const { holdOut, inSample, buyAndHold } = asset;
    const figures = holdOut ? [
      ...shown.map((name) => [metricTitle(name), metric(name, holdOut[name]), name === 'totalReturn' ? tone(holdOut[name]) : null]),
      ['Buy and hold', metric('buyAndHoldReturn', buyAndHold?.holdOut), null],
      ['In sample', metric('totalReturn', inSample.totalReturn), null],
    ] : [];
    put(this.tag, asset.validation?.judgement && verdictTag(asset.validation.judgement));
    put(this.body,
      holdOut
        ? h('dl', { class: 'figures job-figures' }, figures.map(([name, text, look], index) => h('div', {}, h('dt', {}, name), h('dd', { class: `${index === 0 ? 'big' : ''} ${look ?? ''}` }, text))))
        : h('p', {}, 'Nothing was held out, so that nothing says whether this is more than luck.'),
      h('p', { class: 'hint' }, `Published: trial ${count(asset.trial)} of ${plural(asset.trials, 'trial')}, as `, h('a', { href: link('assets', asset.id) }, asset.name), '.'));
    this.element.hidden = false;
  }
}
