import { s } from './dom.js';

// Drawn on a 24 × 24 grid, strokes only.
const paths = {
  train: ['M5 4l14 8-14 8z'],
  jobs: ['M4 6h16M4 12h16M4 18h10'],
  strategies: ['M8 7l-5 5 5 5M16 7l5 5-5 5M13.500 5l-3 14'],
  assets: ['M12 3l2.700 5.600 6.100.800-4.500 4.300 1.100 6.100L12 16.900 6.600 19.800l1.100-6.100L3.200 9.400l6.100-.800z'],
  data: ['M4 6c0-1.660 3.580-3 8-3s8 1.340 8 3-3.580 3-8 3-8-1.340-8-3zM4 6v12c0 1.660 3.580 3 8 3s8-1.340 8-3V6M4 12c0 1.660 3.580 3 8 3s8-1.340 8-3'],
  system: ['M3 12h4l3-8 4 16 3-8h4'],
  compare: ['M4 19V5M4 19h16M7 15l4-5 3 3 5-7'],
  search: ['M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.500 4.500'],
  sun: ['M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M4.900 4.900l1.400 1.400M17.700 17.700l1.400 1.400M2 12h2M20 12h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400'],
  moon: ['M20 14.500A8 8 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z'],
  system_theme: ['M4 5h16v11H4zM9 20h6M12 16v4'],
  clock: ['M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 7.500V12l3 2'],
  columns: ['M4 5h16v14H4zM9.500 5v14M15 5v14'],
  publish: ['M12 20V9M7 13l5-5 5 5M5 4h14'],
  pause: ['M8 5v14M16 5v14'],
  keyboard: ['M3 7h18v10H3zM7 14h10M7 10.500h.01M11 10.500h.01M15 10.500h.01'],
  queued: ['M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 1.500'],
  running: ['M12 4a8 8 0 1 0 8 8'],
  completed: ['M5 12.500l4.500 4.500L19 7.500'],
  failed: ['M12 8v5M12 16.500h.01M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z'],
  cancelled: ['M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.500 6.500l11 11'],
  stop: ['M6 6h12v12H6z'],
  clone: ['M9 9h11v11H9zM5 15H4V4h11v1'],
  resume: ['M5 5v14M9 5l10 7-10 7z'],
  trash: ['M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5'],
  close: ['M6 6l12 12M18 6L6 18'],
  download: ['M12 4v11M7 11l5 5 5-5M5 20h14'],
  upload: ['M12 16V5M7 9l5-5 5 5M5 20h14'],
  refresh: ['M20 5v5h-5M20 10a8 8 0 1 0 .500 5'],
  info: ['M12 11v5M12 8h.01M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z'],
  warning: ['M12 4L2.500 20h19zM12 10v4M12 17h.01'],
  down: ['M6 9l6 6 6-6'],
  right: ['M9 6l6 6-6 6'],
  plus: ['M12 5v14M5 12h14'],
  lock: ['M6 11h12v9H6zM9 11V7a3 3 0 0 1 6 0v4'],
  repair: ['M14 6a4 4 0 0 1 5-1l-3 3 1 2 2 1 3-3a4 4 0 0 1-5 5.500L9.500 21 6 17.500z'],
  edit: ['M4 20h4L19 9l-4-4L4 16zM13 7l4 4'],
};

/** An icon; decoration, unless it is given a label. */
export function icon(name, label) {
  return s('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': label ? null : 'true', role: label ? 'img' : null, 'aria-label': label },
    paths[name].map((d) => s('path', { d })));
}
