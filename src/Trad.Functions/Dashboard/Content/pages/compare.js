import { h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { get, query } from '../core/api.js';
import { parameterTitle, value } from '../core/format.js';
import { link } from '../core/route.js';
import { scrollArea } from '../core/scroll-area.js';
import { evidenceTable } from '../components/evidence-table.js';
import { empty, load, remark, skeleton } from '../components/notice.js';
import { segmented } from '../components/segmented.js';
import { stageTag } from '../components/stage.js';
import { ConvergencePlot } from '../charts/convergence-plot.js';
import { EquityPlot } from '../charts/equity-plot.js';
import { drawJobs, readJobs } from './compare-jobs.js';

/** Two to five assets or jobs side by side: their curves laid over each other, their figures and their parameters. */
export function show(main, route) {
  if (route.query.jobs) {
    return showJobs(main, route.query.jobs.split(',').filter(Boolean).slice(0, 5));
  }

  const ids = (route.query.ids ?? '').split(',').filter(Boolean);
  const plot = new EquityPlot(320);
  const body = h('div', { class: 'stack' }, skeleton('24rem', '18rem'));
  put(main, h('div', { class: 'crumbs' }, h('a', { href: link('assets') }, 'Assets'), ' / compare'), h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'Compare')), body);
  if (ids.length < 2) {
    put(body, h('div', { class: 'card' }, empty('compare', 'Choose two to five assets', 'Tick them in the list of assets, then compare.', h('a', { class: 'button primary', href: link('assets') }, icon('assets'), 'Go to the assets'))));
  } else {
    load(body, () => get(`assets/compare${query({ ids: ids.join(',') })}`), (answer) => draw(body, answer, plot), h('a', { class: 'button', href: link('assets') }, icon('assets'), 'All assets'));
  }
  return () => plot.close();
}

function showJobs(main, ids) {
  const plot = new EquityPlot(260);
  const convergence = new ConvergencePlot();
  const body = h('div', { class: 'stack' }, skeleton('24rem', '18rem'));
  put(main, h('div', { class: 'crumbs' }, h('a', { href: link('jobs') }, 'Jobs'), ' / compare'), h('div', { class: 'page-head' }, h('h1', { tabindex: '-1' }, 'Compare jobs')), body);
  load(body, () => readJobs(ids), (read) => {
    const missing = read.filter(({ job }) => !job).map(({ id }) => id);
    const found = read.filter(({ job }) => job);
    if (found.length) {
      drawJobs(body, found, plot, convergence);
    } else {
      put(body, h('div', { class: 'card' }, empty('compare', 'Choose two to five jobs', 'Tick them in the list of jobs, then compare.', h('a', { class: 'button primary', href: link('jobs') }, icon('jobs'), 'Go to the jobs'))));
    }
    if (missing.length) {
      body.prepend(remark('warn', null, `There is no job ${missing.join(', ')}.`));
    }
  }, h('a', { class: 'button', href: link('jobs') }, icon('jobs'), 'All jobs'));
  return () => {
    plot.close();
    convergence.close();
  };
}

function draw(body, answer, plot) {
  const { assets } = answer;
  const points = new Map(answer.equity.map((each) => [each.id, each.points]));
  const tables = h('div', { class: 'card-body flush' });
  const drawTable = (part) => put(tables, evidenceTable(`Figures, ${part === 'holdOut' ? 'hold-out' : 'in sample'}`, assets.map((asset) => ({ title: asset.name, metrics: asset[part] }))));
  const names = [...new Set(assets.flatMap((asset) => Object.keys(asset.parameters)))];
  put(body,
    h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Equity'), h('span', { class: 'note' }, 'return since the start, after costs; the shaded part is the first one’s hold-out')), h('div', { class: 'card-body' }, plot.element)),
    h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Figures'), h('div', { class: 'tools' }, segmented('Which part', { holdOut: 'Hold-out', inSample: 'In sample' }, 'holdOut', drawTable))), tables),
    h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parameters')), h('div', { class: 'card-body flush' }, scrollArea('Parameters', 'table-wrap', h('table', { class: 'table', 'aria-label': 'Parameters' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Parameter'), assets.map((asset) => h('th', { scope: 'col', class: 'number' }, h('a', { href: link('assets', asset.id) }, asset.name), ' ', stageTag(asset.stage))))),
      h('tbody', {}, names.map((name) => {
        const values = assets.map((asset) => asset.parameters[name]);
        const isSame = values.every((each) => each === values[0]);
        return h('tr', { class: isSame ? 'muted' : null }, h('th', { scope: 'row' }, parameterTitle(assets.find((asset) => name in asset.parameters).strategy, name)), values.map((each) => h('td', { class: 'number mono' }, value(each))));
      })))))));
  drawTable('holdOut');
  plot.setCurves(assets.map((asset) => ({ name: asset.name, points: points.get(asset.id) ?? [] })));
}
