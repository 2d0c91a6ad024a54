import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** What a figure means nothing without. */
export interface MachineFacts {
  readonly at: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string;
  readonly platform: string;
  /** Writing 8 KiB and forcing it to disk, in the folder of the database: median and worst of a hundred. */
  readonly fsyncMs: { readonly p50: number; readonly max: number };
  /** Load of the machine over the last minute when the run began: what else ran. */
  readonly loadAverage: number;
}

const FSYNC_ROUNDS = 100;
const PAGE_BYTES = 8_192;

export function machineFacts(options: { postgres: string; folder: string }): MachineFacts {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: options.postgres,
    platform: `${process.platform} ${process.arch}`,
    fsyncMs: fsyncTimes(options.folder),
    loadAverage: Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]),
  };
}

function fsyncTimes(parent: string): MachineFacts['fsyncMs'] {
  const folder = mkdtempSync(join(parent, 'fsync-'));
  const file = openSync(join(folder, 'probe'), 'w');
  try {
    const times = Array.from({ length: FSYNC_ROUNDS }, () => {
      const startedAtMs = performance.now();
      writeSync(file, Buffer.alloc(PAGE_BYTES, 1));
      fsyncSync(file);
      return performance.now() - startedAtMs;
    }).sort((a, b) => a - b);
    const rounded = (ms: number) => Number(ms.toFixed(2));
    return { p50: rounded(times[FSYNC_ROUNDS / 2]!), max: rounded(times[FSYNC_ROUNDS - 1]!) };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}
