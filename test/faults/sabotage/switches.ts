import { createClient } from '@ledgerline/platform/postgres';
import { System } from '../world/system';
import switches from './switches.json';

export type SwitchName = keyof typeof switches;

/**
 * The part of a switch that stands in the database: the append function is replaced by a broken one. Those
 * that stand in the code are thrown by `sabotage.js` in each process.
 * @throws Error when the line to break is not there any more
 */
export async function breakDatabase(name: SwitchName, { ground }: Pick<System, 'ground'>): Promise<void> {
  const chosen = switches[name];
  if (!('sql' in chosen)) return;
  const db = createClient({ url: ground.ownerUrl, applicationName: 'sabotage' });
  await db.connect();
  try {
    for (const statement of chosen.sql) await db.query(statement);
    const { rows } = await db.query<{ text: string }>(
      `select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'log' and p.proname = 'append'`,
    );
    let text = rows[0]!.text;
    for (const [line, instead] of chosen.replace as [string, string][]) {
      if (text.split(line).length !== 2) throw new Error(`${name}: not exactly once in log.append: ${line}`);
      text = text.replace(line, () => instead);
    }
    await db.query(text);
  } finally {
    await db.end();
  }
}
