import { palette } from './palette.js';

/** Marks of what rules say at the closes of candles, as the chart library draws them: {time (ISO), kind}. */
export function signalMarkers(signals) {
  const { series: [long, short], ink3 } = palette();
  const looks = {
    'enter-long': { position: 'belowBar', shape: 'arrowUp', color: long },
    'enter-short': { position: 'aboveBar', shape: 'arrowDown', color: short },
    'exit-long': { position: 'aboveBar', shape: 'square', color: ink3 },
    'exit-short': { position: 'belowBar', shape: 'square', color: ink3 },
  };
  return signals.filter(({ kind }) => looks[kind]).map(({ time, kind }) => ({ time: Date.parse(time) / 1000, ...looks[kind] }));
}
