import { get } from './api.js';

const lists = { metrics: new Map(), strategies: new Map(), optimizers: new Map() };
const asked = new Map();

/** 'maximum-drawdown' and 'maximumDrawdown' are the same metric. */
export const camel = (name) => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

/**
 * Learns what the server knows of 'metrics', 'strategies' or 'optimizers', once per visit; what cannot be learnt now is asked
 * for again by the next page, and is called by its plain name until then.
 */
export async function know(...names) {
  await Promise.all(names.map((name) => {
    if (!asked.has(name)) {
      asked.set(name, get(name).then(({ items }) => items.forEach((item) => lists[name].set(camel(item.name), item))).catch(() => asked.delete(name)));
    }
    return asked.get(name);
  }));
}

/** Forgets what was learnt of a kind, for it has changed; the next page learns it anew. */
export function forget(name) {
  asked.delete(name);
  lists[name].clear();
}

/** Everything that is known of a kind, in the server's order. */
export const known = (name) => [...lists[name].values()];

// Figures of a backtest whose field is not their metric's name.
const fields = { longestDrawdownCandles: 'longestDrawdown', averageDrawdownCandles: 'averageDrawdownDuration', longestHoldingCandles: 'longestHolding', averageHoldingCandles: 'averageHolding', bestTradeReturn: 'bestTrade', worstTradeReturn: 'worstTrade' };

/** What the server says of a metric or of a backtest's figure; undefined when it knows none of that name. */
export const metricOf = (name) => lists.metrics.get(fields[camel(name)] ?? camel(name));

/** What the server says of a strategy. */
export const strategyOf = (name) => lists.strategies.get(camel(name));

/** What the server says of an optimizer. */
export const optimizerOf = (name) => lists.optimizers.get(camel(name));
