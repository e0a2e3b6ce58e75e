const key = 'trad-zone';
const formatters = new Map();

/** 'utc' or 'local': in which zone moments are told. Candles are counted in UTC, so that is what nobody chooses. */
export function zone() {
  try {
    return localStorage.getItem(key) === 'local' ? 'local' : 'utc';
  } catch {
    return 'utc';
  }
}

/** What moments are labelled with. */
export const zoneLabel = () => (zone() === 'utc' ? 'UTC' : 'local');

/** Chooses the other zone; whoever shows moments hears 'zone'. */
export function switchZone() {
  try {
    localStorage.setItem(key, zone() === 'utc' ? 'local' : 'utc');
  } catch {
    // Storage may be forbidden; then it stays UTC.
  }
  dispatchEvent(new Event('zone'));
}

/** Writes a moment in the chosen zone by parts as Intl names them. */
export function write(parts, moment) {
  const wanted = `${zone()} ${JSON.stringify(parts)}`;
  if (!formatters.has(wanted)) {
    formatters.set(wanted, new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone() === 'utc' ? 'UTC' : undefined }));
  }
  return formatters.get(wanted).format(moment);
}

/** 'yyyy-MM-dd HH:mm:ss' in the chosen zone, without its label. */
export function stamp(moment) {
  const date = new Date(moment);
  const shifted = zone() === 'utc' ? date : new Date(date.getTime() - date.getTimezoneOffset() * 60000);
  return shifted.toISOString().replace('T', ' ').slice(0, 19);
}
