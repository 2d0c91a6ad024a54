import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, ServerProcess } from '../processes/server';
import { StartFigures } from '../report/figures';

const STANDALONE = join(__dirname, '..', '..', '..', 'apps', 'standalone', 'main.js');

/** From starting the built standalone process to its first healthy answer: on a fresh folder, and again. */
export async function measureStart(parentFolder: string): Promise<StartFigures> {
  const folder = mkdtempSync(join(parentFolder, 'start-'));
  try {
    const freshMs = await startOnce(folder);
    return { freshMs, againMs: await startOnce(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOnce(folder: string): Promise<number> {
  const port = await freePort();
  const startedAtMs = performance.now();
  const env = {
    EVENT_STORE: 'postgres',
    LEDGERLINE_DATA: folder,
    HTTP_PORT: String(port),
    LOG_LEVEL: 'error',
  };
  const standalone = ServerProcess.start(STANDALONE, { env, output: 'nowhere' });
  try {
    await standalone.untilReady(port);
    return performance.now() - startedAtMs;
  } finally {
    await standalone.stop();
  }
}
