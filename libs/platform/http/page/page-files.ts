import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * What the folder of the built page holds, listed once at boot: a request can name these files and no others.
 */
export interface PageFiles {
  readonly isBuilt: boolean;
  has(path: string): boolean;
}

export function pageFiles(folder: string | undefined): PageFiles {
  const files = new Set(folder ? filesIn(folder) : []);
  return { isBuilt: files.has('index.html'), has: (path) => files.has(path) };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
