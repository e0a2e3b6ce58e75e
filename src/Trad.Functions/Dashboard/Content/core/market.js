/** Tells a market from all others. */
export const keyOf = ({ exchange, symbol, interval }) => `${exchange}/${symbol}/${interval}`;

/** What a market is called. */
export const titleOf = ({ exchange, symbol, interval }) => `${symbol} ${interval} · ${exchange}`;
