import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, stopOrphan } from './postmaster';

/**
 * Stops and removes a temporary cluster whose process was killed. False when its process still works on it.
 */
export async function removeAbandoned(folder: string): Promise<boolean> {
  const lock = join(folder, 'ledgerline.pid');
  if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) return false;
  await stopOrphan(join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
  return true;
}
