import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './child-process.mjs';

const STAMPS = join(ROOT, 'dist', '.stamps');

/** All files below a folder, sorted, as paths from the top; none for a folder that is not there. */
export function filesUnder(folder, { without = [] } = {}) {
  if (!existsSync(join(ROOT, folder)) || without.includes(folder)) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(path, { without });
      return [path];
    });
}

export function isFresh(name, inputs) {
  const stamp = stampFile(name);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(inputs);
}

export function markFresh(name, inputs) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stampFile(name), fingerprint(inputs));
}

/** Names, sizes and times are enough to see an edit, and a thousand files take 10 ms. */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const { size, mtimeMs } = statSync(join(ROOT, input));
    hash.update(`${input}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function stampFile(name) {
  return join(STAMPS, name.replaceAll(' ', '-'));
}
