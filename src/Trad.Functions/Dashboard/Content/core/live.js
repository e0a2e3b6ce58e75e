const settled = new Map();
const watchers = new Set();

/**
 * Follows a stream of server-sent events for as long as the page is visible, from where it stopped, and says how it is:
 * 'live', 'reconnecting', or 'polling' where the server does not stream.
 * A hidden tab lets its connection go: browsers allow six per host, and a second screen has many tabs.
 */
export class LiveStream {
  /**
   * @param {string} path of the stream, below api/
   * @param {Object<string, function>} handlers by event name; they get the event's JSON
   * @param {function} [poll] called every two seconds where streaming does not work, and after each reconnection
   */
  constructor(path, handlers, poll) {
    this.path = path;
    this.handlers = handlers;
    this.poll = poll;
    this.lastEventId = null;
    this.failures = 0;
    this.onVisible = () => (document.hidden ? this.pause() : this.open());
    document.addEventListener('visibilitychange', this.onVisible);
    // A stream that was refused tells nobody why; a new session is the moment to try again.
    this.onSignedIn = () => {
      this.pause();
      this.open();
    };
    addEventListener('signed-in', this.onSignedIn);
    this.open();
  }

  /** Ends it for good. */
  close() {
    this.closed = true;
    this.pause();
    document.removeEventListener('visibilitychange', this.onVisible);
    removeEventListener('signed-in', this.onSignedIn);
    settled.delete(this);
    tell();
  }

  pause() {
    clearTimeout(this.retry);
    clearInterval(this.timer);
    this.source?.close();
    this.source = null;
  }

  open() {
    if (this.closed || this.source || document.hidden) {
      return;
    }
    this.report(this.failures ? 'reconnecting' : 'connecting');
    const resume = this.lastEventId ? `${this.path.includes('?') ? '&' : '?'}lastEventId=${encodeURIComponent(this.lastEventId)}` : '';
    const source = new EventSource(`api/${this.path}${resume}`);
    this.source = source;
    source.addEventListener('open', () => {
      const isBack = this.failures > 0;
      this.failures = 0;
      clearInterval(this.timer);
      this.report('live');
      // Nobody tells of what changed before the stream began: whoever has no id to go on from reads it now.
      if (isBack || !this.lastEventId) {
        this.poll?.();
      }
    });
    source.addEventListener('error', () => this.failed(source));
    for (const [name, handle] of Object.entries(this.handlers)) {
      source.addEventListener(name, (event) => {
        if (event.lastEventId) {
          this.lastEventId = event.lastEventId;
        }
        handle(JSON.parse(event.data));
      });
    }
  }

  failed(source) {
    if (this.closed || source !== this.source) {
      return;
    }
    // The browser tries again by itself, but not after an answer that is no stream; own pauses cover both.
    source.close();
    this.source = null;
    this.failures++;
    if (this.poll && this.failures > 3) {
      this.report('polling');
      clearInterval(this.timer);
      this.timer = setInterval(() => document.hidden || this.poll(), 2000);
      this.retry = setTimeout(() => this.open(), 30000);
    } else {
      this.report('reconnecting');
      this.retry = setTimeout(() => this.open(), Math.min(5000, 250 * 2 ** this.failures));
    }
  }

  report(status) {
    settled.set(this, status);
    tell();
  }
}

/** Calls a function with the worst status of all streams, now and whenever it changes; null without streams. */
export function watchStatus(watcher) {
  watchers.add(watcher);
  watcher(worst());
}

function worst() {
  const all = [...settled.values()];
  return ['reconnecting', 'connecting', 'polling', 'live'].find((status) => all.includes(status)) ?? null;
}

function tell() {
  const status = worst();
  watchers.forEach((watcher) => watcher(status));
}
