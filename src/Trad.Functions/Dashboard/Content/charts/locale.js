// Chrome under LC_ALL=C calls its language 'en-US@posix', which its own Intl refuses; the chart libraries ask Intl with it
// while they load. This must be imported before them.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US' });
  Object.defineProperty(navigator, 'languages', { value: ['en-US'] });
}
