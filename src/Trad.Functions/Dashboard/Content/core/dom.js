/**
 * Makes an element. Text is always text: strings become text nodes, never markup.
 * @param {string} tag for example 'div'
 * @param {object} [attributes] class, style (an object of properties), on… (listeners), dataset, anything else as an attribute;
 *   null, undefined and false leave the attribute out
 * @param {...(Node|string|number|null|undefined|false|Array)} children
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Makes an SVG element, likewise. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** Replaces the children of an element. */
export function put(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter(present).map(node));
  return parent;
}

/** Sets an element's text, and touches the page only when it differs. */
export function setText(element, text) {
  const wanted = String(text ?? '');
  if (element.textContent !== wanted) {
    element.textContent = wanted;
  }
}

/** An id that no other element has. */
export function newId(prefix) {
  newId.last = (newId.last ?? 0) + 1;
  return `${prefix}-${newId.last}`;
}

/** Says something to screen readers. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

/** Calls a function once for many calls within a time. */
export function debounce(milliseconds, action) {
  let timer;
  const debounced = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds, ...values);
  };
  debounced.cancel = () => clearTimeout(timer);
  return debounced;
}

/** Calls a function once per frame at most, with the latest values. */
export function perFrame(action) {
  let waiting = 0;
  let latest;
  return (...values) => {
    latest = values;
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      action(...latest);
    });
  };
}

const present = (child) => child !== null && child !== undefined && child !== false && child !== '';
const node = (child) => (child instanceof Node ? child : document.createTextNode(String(child)));

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'style') {
      for (const [property, setting] of Object.entries(value)) {
        element.style.setProperty(property, setting);
      }
    } else if (name === 'dataset') {
      Object.assign(element.dataset, value);
    } else if (name === 'value' || name === 'checked' || name === 'disabled' || name === 'indeterminate') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter(present).map(node));
  return element;
}
