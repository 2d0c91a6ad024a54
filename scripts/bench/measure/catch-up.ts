import { createClient, urlFor } from '@ledgerline/platform/postgres';
import { projections } from '@ledgerline/system';
import { CatchUpNews } from '../processes/catch-up';
import { BenchChild } from '../processes/child';
import { CatchUpFigures } from '../report/figures';
import { Stage } from '../stage';

/** Throws the read models of the whole bench away and builds them again; nothing else may be writing. */
export async function measureCatchUp({ postgres, projector, log }: Stage): Promise<CatchUpFigures> {
  await projector.stop();
  const url = urlFor(postgres.adminUrl, { database: new URL(postgres.appUrl).pathname.slice(1) });
  const admin = createClient({ url, applicationName: 'bench' });
  await admin.connect();
  for (const schema of new Set(projections.map((projection) => projection.schema))) {
    await admin.query(`drop schema "${schema}" cascade`);
  }
  await admin.query('delete from projections.checkpoints');
  await admin.end();
  const child = await BenchChild.start<CatchUpNews>('catch-up.js', {
    ...log.env,
    BENCH_DATABASE_URL: postgres.appUrl,
  });
  try {
    child.send({});
    return (await child.next('done')).figures;
  } finally {
    await child.stop();
  }
}
