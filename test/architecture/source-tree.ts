import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a tree and their text, wherever it comes from: the repository, or a few lines in a test. */
export interface SourceTree {
  /** Paths from the top, with forward slashes, sorted. */
  readonly files: readonly string[];
  read(file: string): string;
}

const NOT_SOURCE = new Set(['node_modules', 'dist', 'coverage', '.git', '.ledgerline']);

export function treeOnDisk(root: string): SourceTree {
  return { files: filesBelow(root, ''), read: (file) => readFileSync(join(root, file), 'utf8') };
}

export function treeOfTexts(texts: Readonly<Record<string, string>>): SourceTree {
  return { files: Object.keys(texts).sort(), read: (file) => texts[file]! };
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (NOT_SOURCE.has(entry.name)) return [];
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? filesBelow(root, path) : [path];
    });
}
