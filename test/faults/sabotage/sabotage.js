// Loaded before everything else into each process of a system that is to be broken on purpose: it changes
// lines of compiled modules as they are read. Nothing of it is in the system's own code. A line that is not
// found ends the process: a switch that breaks nothing any more would prove nothing.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');

const name = process.env.LEDGERLINE_SABOTAGE;
const { file, replace, also = {} } = JSON.parse(readFileSync(join(__dirname, 'switches.json'), 'utf8'))[name];
const changes = new Map(
  (file ? [[file, replace], ...Object.entries(also)] : []).map(([path, lines]) => [
    resolve('dist', path),
    lines,
  ]),
);

const compile = Module.prototype._compile;
Module.prototype._compile = function (source, path) {
  return compile.call(this, (changes.get(path) ?? []).reduce(broken, source), path);
};

function broken(source, [line, instead]) {
  if (source.split(line).length === 2) return source.replace(line, () => instead);
  console.error(`sabotage ${name}: not exactly once in the code: ${line}`);
  process.exit(1);
}
