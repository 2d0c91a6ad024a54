import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** As strict as it gets: whatever the page needs beyond this, the real api would refuse it as well. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/** A file of the built page, or undefined. */
export async function staticPage(root: string, path: string) {
  const file = normalize(path === '/' ? '/index.html' : path);
  const type = TYPES[extname(file)];
  if (!type) return undefined;
  try {
    return { type, content: await readFile(join(root, file)) };
  } catch {
    return undefined;
  }
}
