import { h } from './dom.js';

/**
 * What may be wider than its place. While it is, it can be focused, so that it scrolls by keys too; while it fits, Tab passes it by.
 * @param {string} label what a screen reader calls it
 * @param {string} look its classes
 * @param {Element} content
 */
export function scrollArea(label, look, content) {
  const area = h('div', { class: look }, content);
  const resized = new ResizeObserver(() => {
    if (area.scrollWidth > area.clientWidth) {
      area.setAttribute('tabindex', '0');
      area.setAttribute('role', 'group');
      area.setAttribute('aria-label', label);
    } else {
      ['tabindex', 'role', 'aria-label'].forEach((name) => area.removeAttribute(name));
    }
  });
  resized.observe(area);
  resized.observe(content);
  return area;
}
