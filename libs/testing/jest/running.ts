import type { RunningTestPostgres } from '../postgres/test-server';

const KEY = Symbol.for('ledgerline.test-run');
type Holder = typeof globalThis & { [KEY]?: { postgres?: RunningTestPostgres } };

/** What the global setup started; on the global object, since Jest may load setup and teardown apart. */
export const running: { postgres?: RunningTestPostgres } = ((globalThis as Holder)[KEY] ??= {});
