import { debounce, h, put } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { ask, get, remove } from '../core/api.js';
import { forget } from '../core/catalog.js';
import { keepDraft, readDraft } from '../core/draft.js';
import { decoded, placesOf } from '../core/json-places.js';
import { go, link } from '../core/route.js';
import { CodeEditor } from './code-editor.js';
import { dialog } from './dialog.js';
import { FunctionList } from './function-list.js';
import { doing, remark, toast } from './notice.js';
import { parameterTable } from './parameter-table.js';
import { RuleProblems, problemsOf } from './rule-problems.js';
import { SignalPreview } from './signal-preview.js';
import { StrategyVersions } from './strategy-versions.js';

const patience = 350;
const pathOf = (name) => `strategies/${encodeURIComponent(name)}`;

/** A strategy with its document and versions, and the tag that a change of it must name. */
export async function readStrategy(name) {
  let tag;
  const found = await get(pathOf(name), { onHeaders: (headers) => (tag = headers.get('etag')) });
  return { ...found, tag };
}

/**
 * A document of rules while somebody writes it: checked as they type, with its parameters, its signals on candles, and its versions.
 * What is not saved yet is kept for the tab.
 */
export class StrategyEditor {
  /**
   * @param {HTMLElement} main the page
   * @param {object} origin own (a strategy as readStrategy gives it) or nothing for a new one; document to begin with, draft (a name)
   * @param {Array} coverage the stored markets
   */
  constructor(main, { own, document: beginning, draft }, coverage) {
    Object.assign(this, { own, draft, tag: own?.tag, kept: beginning });
    const before = readDraft(draft);
    this.tag = before?.tag ?? this.tag;
    this.editor = new CodeEditor('Document of rules', () => this.changed());
    this.editor.text = before?.text ?? beginning;
    this.problems = new RuleProblems(this.editor);
    this.functions = new FunctionList((text) => this.editor.insert(text));
    this.preview = new SignalPreview(coverage, before?.preview, () => this.keep());
    this.versions = own && new StrategyVersions(own.strategy.name, (text) => this.take(text), () => this.refresh());
    this.conflict = h('div', {});
    this.outdated = h('p', { class: 'hint', hidden: true }, 'Of the text before the problems.');
    this.parameters = h('div', {}, h('p', { class: 'hint' }, 'They are shown once nothing is wrong.'));
    this.heading = h('h1', { tabindex: '-1' });
    this.tags = h('span', { class: 'row' });
    this.save = h('button', { class: 'button primary', type: 'button', onclick: () => this.keepVersion() });
    this.discard = h('button', { class: 'button', type: 'button', onclick: () => this.take(this.kept) }, icon('refresh'), 'Discard changes');
    this.check = debounce(patience, () => this.ask());
    put(main,
      h('div', { class: 'page-head' }, h('div', { class: 'title' }, this.heading, this.tags), h('div', { class: 'actions' },
        own && h('button', { class: 'button danger', type: 'button', onclick: () => this.askDelete() }, icon('trash'), 'Delete'), this.discard,
        own && h('a', { class: 'button', href: link('train', null, { strategy: own.strategy.name }) }, icon('train'), 'Train this'), this.save)),
      this.conflict,
      h('div', { class: 'editor-grid' },
        h('section', { class: 'card', 'aria-label': 'Rules' }, h('div', { class: 'card-head' }, h('h2', {}, 'Rules'), h('span', { class: 'note' }, 'JSON: parameters, definitions, and rules as expressions')), h('div', { class: 'card-body' }, this.editor.element, this.problems.element)),
        h('div', { class: 'stack' },
          h('section', { class: 'card', 'aria-label': 'Parameters of the strategy' }, h('div', { class: 'card-head' }, h('h2', {}, 'Parameters')), h('div', { class: 'card-body' }, this.outdated, this.parameters)),
          this.functions.element,
          this.versions?.element),
        h('div', { class: 'span' }, this.preview.element)));
    this.versions?.show(own.versions);
    if (own) {
      put(this.parameters, parameterTable(own.strategy));
    }
    this.head();
    this.ask();
  }

  close() {
    this.check.cancel();
    this.asking?.abort();
    this.preview.close();
  }

  /** The name that the document gives its strategy. */
  get name() {
    const place = placesOf(this.editor.text).get('name');
    return place && decoded(this.editor.text.slice(place.start, place.end));
  }

  get isChanged() {
    return this.editor.text !== this.kept;
  }

  changed() {
    this.keep();
    this.head();
    this.problems.asking();
    this.check();
  }

  keep() {
    // A text that is kept already is no draft: another version may be the newest by the next visit.
    const changed = this.isChanged ? { text: this.editor.text, tag: this.tag } : {};
    keepDraft(this.draft, { ...changed, preview: this.preview.choice });
  }

  /** Goes on from another text. */
  take(text) {
    this.editor.text = text;
    this.changed();
  }

  head() {
    const { own, name } = this;
    const isOther = Boolean(own && name !== own.strategy.name);
    this.heading.textContent = own ? own.strategy.title : 'New strategy';
    put(this.tags, own && h('code', { class: 'muted' }, own.strategy.name), own && h('span', { class: 'tag' }, `version ${own.strategy.version}`), this.isChanged && own && h('span', { class: 'tag warn' }, 'not saved'));
    put(this.save, icon('completed'), !own ? 'Save' : isOther ? 'Save as a new strategy' : 'Save as the next version');
    this.save.disabled = Boolean(own) && !this.isChanged;
    this.discard.disabled = !this.isChanged;
  }

  async ask() {
    // A late answer never takes the place of a newer one.
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.problems.asking();
    const { text } = this.editor;
    try {
      const found = await ask('POST', 'rules/check', text, { isText: true, signal });
      if (!signal.aborted) {
        this.show(text, found);
      }
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      const problems = failure.status === 400 ? problemsOf(failure) : [];
      if (problems.length) {
        this.problems.show(problems);
        this.outdate(true);
      } else {
        this.problems.fail(failure.message);
      }
    }
  }

  // Parameters and signals stay as they were while somebody is in the middle of a word, and do not pretend to be those of the text.
  outdate(isOutdated) {
    this.outdated.hidden = !isOutdated || !this.parameters.querySelector('table');
    this.preview.outdate(isOutdated);
  }

  show(text, { problems, strategy, warnings }) {
    this.problems.show(problems, warnings);
    this.outdate(!strategy);
    if (strategy) {
      put(this.parameters, parameterTable(strategy));
      this.preview.show(text, strategy.parameters, warnings);
    }
  }

  get isNew() {
    return !this.own || this.name !== this.own.strategy.name;
  }

  keepVersion() {
    return this.isNew ? this.store('POST', 'strategies') : this.store('PUT', pathOf(this.name), this.tag ? { 'if-match': this.tag } : {});
  }

  async store(method, path, headers) {
    const { isNew } = this;
    put(this.conflict);
    await doing(this.save, async () => {
      try {
        await ask(method, path, this.editor.text, { isText: true, headers });
      } catch (failure) {
        this.refused(failure, method === 'POST');
        return;
      }
      await this.saved(isNew);
    });
    this.head();
  }

  async saved(isNew) {
    const { name } = this;
    forget('strategies');
    keepDraft(this.draft, null);
    if (isNew) {
      toast(`“${name}” is kept.`);
      go('strategies', name);
      return;
    }
    await this.refresh();
    toast(`Version ${this.own.strategy.version} of “${name}” is kept.`);
  }

  /** Learns what is kept now; what was written stays. */
  async refresh() {
    const own = await readStrategy(this.own.strategy.name);
    Object.assign(this, { own, tag: own.tag, kept: own.document });
    this.versions.show(own.versions);
    this.head();
    this.keep();
  }

  // What was written stays in the editor and in the draft, whatever was refused.
  refused(failure, isNew) {
    const { name } = this;
    const problems = failure.status === 400 ? problemsOf(failure) : [];
    if (problems.length) {
      this.problems.show(problems);
      toast('It is not saved: something is wrong with it.');
    } else if (failure.status === 412) {
      this.tell('Somebody else saved a version meanwhile.', 'Yours is still here, and not saved. Look at theirs among the versions, then decide.',
        h('button', { class: 'button', type: 'button', onclick: () => this.refresh() }, 'List their version'),
        h('button', { class: 'button', type: 'button', onclick: () => this.overrule(name) }, 'Save mine as the next version'));
    } else if (failure.status === 409 && isNew) {
      this.tell(`It is not saved. ${failure.title ?? ''}.`, failure.message.split(';')[0],
        h('a', { class: 'button', href: link('strategies', name) }, `Look at “${name}”`),
        h('button', { class: 'button', type: 'button', onclick: () => this.overrule(name) }, 'Save mine as its next version'));
    } else {
      this.tell('It is not saved.', failure.message);
    }
  }

  tell(title, text, ...actions) {
    put(this.conflict, h('div', { class: 'editor-conflict' }, remark('bad', title, text, actions.length > 0 && h('div', { class: 'row' }, actions))));
  }

  // What is kept meanwhile was seen, or is a version of its own that stays.
  overrule(name) {
    return this.store('PUT', pathOf(name));
  }

  askDelete() {
    const { name } = this.own.strategy;
    dialog(`Delete ${this.own.strategy.title}`, h('p', {}, 'All its versions are gone for good. A strategy that a job or an asset was made with stays.'), [{ label: 'Delete', kind: 'danger', run: async () => {
      await remove(pathOf(name), this.tag ? { headers: { 'if-match': this.tag } } : {});
      forget('strategies');
      keepDraft(this.draft, null);
      toast(`“${name}” is deleted.`);
      go('strategies');
    } }]);
  }
}
