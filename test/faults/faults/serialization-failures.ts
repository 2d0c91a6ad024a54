import { Fault } from './fault';

const LASTS_MS = 8_000;

/**
 * Sessions that begin now run serializable: appends of two instances then fail with SQLSTATE 40001, for real.
 * One api starts anew, so that its sessions do.
 */
export const serializationFailures: Fault = {
  name: 'serialization failures',
  possibleOn: ({ double }) => double === undefined,
  victims: ['api'],
  inject: async ({ system, pause, withAdmin }, victim) => {
    const { pathname } = new URL(system.ground.adminUrl);
    const setting = `alter database "${pathname.slice(1)}"`;
    const isolated = `${setting} set default_transaction_isolation = 'serializable'`;
    await withAdmin((db) => db.query(isolated));
    try {
      for (const link of system.linksOf(victim)) link.cut();
      await pause(LASTS_MS);
    } finally {
      const reset = () => withAdmin((db) => db.query(`${setting} reset default_transaction_isolation`));
      // Whoever takes our connection just now must not leave the world unhealed.
      await reset().catch(reset);
      // Nobody keeps a session of that time.
      for (const link of system.children.flatMap((child) => system.linksOf(child))) link.cut();
    }
    return true;
  },
};
