// Loaded before Azurite (node --require). Azurite must outlive Ctrl-C, SIGTERM to the whole process group and the end of the
// terminal, until the host has written its last words; and it must not outlive the host, however that ends. So signals say
// nothing here: the host holds the other end of standard input, which closes when the host stops, even by kill -9.
let shutdown = () => process.exit(1);
const once = process.once.bind(process);
process.once = (event, listener) => {
  if (event === 'SIGTERM') {
    // Makes Azurite save its data and exit.
    shutdown = listener;
    return process;
  }

  return event === 'SIGINT' ? process : once(event, listener);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {});
}

process.stdin.on('end', () => shutdown());
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
  const fs = require('node:fs');
  const path = require('node:path');
  const [entry, folder] = [process.argv[1], process.argv[location + 1]];
  const mark = path.join(folder, `emulator-${process.pid}.running`);
  const report = (message) => process.stderr.write(`trad: ${message}\n`);
  const reasons = {
    ENOSPC: `the disk of ${folder} is full`,
    EDQUOT: `the disk quota of ${folder} is used up`,
    EROFS: `the file system of ${folder} is read-only`,
    EACCES: `this user may not write in ${folder}`,
    EPERM: `this user may not write in ${folder}`,
  };
  try {
    // The host may have been killed just after it started this process, and the next host may be at work on the folder already.
    // That one has seen this mark and waits for this process to end; or it came before the mark, and then the host is gone now.
    fs.writeFileSync(mark, '');
    if (process.ppid !== Number(process.env.TRAD_HOST_PROCESS)) {
      throw new Error('the host that started it is gone');
    }

    require('./WriteAhead/index.cjs').install(entry, folder, process.env.TRAD_EMULATOR_DURABILITY, report);
  } catch (error) {
    report(reasons[error.code] ?? error.message);
    process.exitCode = 1;
  }

  // Behind everything else that is done at the end. A mark that cannot be removed says nothing when the process is gone.
  process.on('exit', () => {
    try {
      fs.rmSync(mark, { force: true });
    } catch {
      // The disk takes nothing any more.
    }
  });
  if (process.exitCode === 1) {
    process.exit();
  }
}
