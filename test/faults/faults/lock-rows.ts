import { Fault } from './fault';

/** Longer than an append waits for a lock (4 s). */
const HELD_MS = 4_500;

/**
 * A rival transaction takes the log's locks the other way round: the head, then the streams. Whoever
 * appends meanwhile holds streams and waits for the head: one of the two is ended as a deadlock, or by its
 * timeout.
 */
export const lockRows: Fault = {
  name: 'deadlock and lock timeout',
  possibleOn: ({ double }) => double === undefined,
  inject: ({ pause, chance, withAdmin }) =>
    withAdmin(async (db) => {
      await db.query('begin');
      await db.query('select from log.head for update');
      await pause(chance.between(100, 500));
      // The rival is the one the server ends, or the append is: both are what is wanted.
      const locking = db
        .query('select from log.streams order by stream desc for update')
        .catch(() => undefined);
      await pause(chance.happens(0.5) ? HELD_MS : 500);
      await db.query('select 1').catch(() => undefined);
      await locking;
      await db.query('rollback').catch(() => undefined);
      return true;
    }),
};
