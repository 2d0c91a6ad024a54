#!/usr/bin/env node
// The one door behind every npm script. It needs Node and npm, nothing else: what is missing it installs and
// what is stale it builds, before it runs what was asked for. Only the version check may come before the
// imports, for the rest is written for the Node we ask for.
const NODE_MIN = [20, 19];
const PROGRAMS = {
  demo: 'dist/scripts/demo/main.js',
  start: 'dist/apps/standalone/main.js',
  bench: 'dist/scripts/bench/main.js',
  generate: 'dist/scripts/generate/main.js',
  cli: 'dist/apps/cli/main.js',
  faults: 'dist/test/faults/main.js',
  'eventstoredb-double': 'dist/test/eventstoredb-double/main.js',
};

/** The checker keeps something of every command it has ever seen; a million of them take 2 GiB at most. */
const NODE_FLAGS = { faults: ['--max-old-space-size=8192'] };

const [what, ...flags] = process.argv.slice(2);
const commands = [...Object.keys(PROGRAMS), 'build', 'test'];
if (!isNodeNewEnough()) {
  fail(`Ledgerline needs Node ${NODE_MIN.join('.')} or newer; this is ${process.version}.`);
}
if (!commands.includes(what)) fail(`usage: node scripts/run.mjs <${commands.join('|')}> [flags]`);

const { install } = await import('./install.mjs');
const { build } = await import('./build.mjs');
const { run, runAndExitLikeIt } = await import('./tooling/child-process.mjs');
await install();
if (what === 'test') {
  const { test } = await import('./test.mjs');
  process.exitCode = await test(flags);
} else {
  const built = await build({ run, force: what === 'build' && flags.includes('--force') });
  if (!built) process.exitCode = 1;
  else if (what !== 'build') await runAndExitLikeIt(PROGRAMS[what], flags, NODE_FLAGS[what]);
}

function isNodeNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
