// Loaded before Azurite (node --require). Azurite must outlive a Ctrl-C in the terminal and the end of the terminal or of the
// connection itself, all of which reach the whole process group, until the host has written its last words; and it must
// not outlive the host, however that ends.
const once = process.once.bind(process);
process.once = (event, listener) => (event === 'SIGINT' ? process : once(event, listener));
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});

// The host holds the other end of standard input; it closes when the host stops, even by kill -9.
// SIGTERM makes Azurite save its data and exit.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();

// When the host is gone, so are the readers of these pipes. Azurite says a word or two while it saves; without a
// listener the write error would end the process before the data is on disk.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// Files that the emulator makes are its owner's.
process.umask(0o077);

// What the emulator acknowledges is kept.
const location = process.argv.indexOf('--location');
if (location >= 0) {
  const [entry, folder] = [process.argv[1], process.argv[location + 1]];
  const report = (message) => process.stderr.write(`trad: ${message}\n`);
  const reasons = {
    ENOSPC: `the disk of ${folder} is full`,
    EDQUOT: `the disk quota of ${folder} is used up`,
    EROFS: `the file system of ${folder} is read-only`,
    EACCES: `this user may not write in ${folder}`,
    EPERM: `this user may not write in ${folder}`,
  };
  try {
    require('./WriteAhead/index.cjs').install(entry, folder, process.env.TRAD_EMULATOR_DURABILITY, report);
  } catch (error) {
    report(reasons[error.code] ?? error.message);
    process.exit(1);
  }
}
