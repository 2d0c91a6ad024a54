import type { Client } from 'pg';
import { Fault } from './fault';

const LEAST_MS = 6_000;
const DISK_FULL = '53100';

/** The disk under the log's index of commands is full for a while: what needs a page of it cannot be. */
export const fillDisk: Fault = {
  name: 'disk full',
  leastMs: LEAST_MS,
  possibleOn: ({ ground, double }) => double === undefined && 'folder' in ground.disk,
  inject: async ({ system: { ground }, chance, pause, withAdmin }) => {
    const { disk } = ground;
    if (!('folder' in disk)) return 'not-now';
    disk.fill();
    try {
      const full = await withAdmin(isFull);
      await pause(chance.between(2_000, 5_000));
      return full;
    } finally {
      disk.free();
    }
  },
};

/** As the server itself says it. */
async function isFull(db: Client): Promise<boolean> {
  await db.query('begin');
  const code = await db.query('create table one_more_page tablespace small_disk as select 1').then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );
  await db.query('rollback');
  return code === DISK_FULL;
}
