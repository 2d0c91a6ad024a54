import { Pool, PoolClient } from 'pg';

/**
 * One of the processes on a database has it, until its session ends with it, however that may be. It keeps
 * two of them from doing the same work; a process that hangs keeps it too, so nothing may wait for it alone.
 */
export class SessionLock {
  private session: PoolClient | undefined;

  /** @param key any number that no other lock of this database has */
  constructor(
    private readonly pool: Pool,
    private readonly key: number,
  ) {}

  /** Whether it is this process's: asked for where nobody has it, and given up where the session broke. */
  async isOurs(): Promise<boolean> {
    const mine = this.session;
    this.session = undefined;
    const session = mine ?? (await this.pool.connect());
    try {
      const { rows } = mine
        ? await session.query<{ ours: boolean }>('select true as ours')
        : await session.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [this.key]);
      const { ours } = rows[0]!;
      if (ours) this.session = session;
      else session.release();
      return ours;
    } catch (error) {
      session.release(true);
      throw error;
    }
  }

  giveUp(): void {
    this.session?.release(true);
    this.session = undefined;
  }
}
