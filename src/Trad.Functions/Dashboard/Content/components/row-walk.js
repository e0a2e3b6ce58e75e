/** Lets the up and down keys move between the rows of a table body, from link to link. */
export function walkRows(body) {
  body.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = event.target.closest('tr');
    if (step && row) {
      const rows = [...body.querySelectorAll('tr')];
      const next = rows[rows.indexOf(row) + step]?.querySelector('a, button');
      if (next) {
        event.preventDefault();
        next.focus();
      }
    }
  });
}
