import { describeWithPostgres } from '@ledgerline/testing';
import { NO_POLICY_VARIABLES } from '@ledgerline/platform/config';
import { STANDSTILL_MS_MAX } from '@ledgerline/platform/projections';
import { projectorCheck, readModelsCheck } from '@ledgerline/system';
import { aLife, fillLog, GivenInstallation, givenInstallation } from './given-installation';

/** Who is asked is the check itself: what it makes of a log that moves and of read models that do not. */
describeWithPostgres('the health of a process that projects', () => {
  let given: GivenInstallation;
  let nowMs = 0;
  const now = () => nowMs;
  const config = { policy: NO_POLICY_VARIABLES };

  beforeEach(async () => {
    given = await givenInstallation();
    await fillLog(given, aLife(1), 1);
  });

  afterEach(() => given.end());

  it('fails when the read models stand still though the log has moved, and not before', async () => {
    const { check } = projectorCheck({ ...given, config, now });
    await check();
    nowMs += STANDSTILL_MS_MAX;
    await check();
    nowMs += 1;
    await expect(check()).rejects.toThrow('stand still');
    given.startProjector();
    await given.caughtUp();
    await check();
  });

  it('does not fail for one that halted: that one says so itself', async () => {
    given.startProjector();
    await given.caughtUp();
    await given.pool
      .query(`update projections.checkpoints set state = 'halted', error = 'planted', error_position = position
       where name = 'account_lots'`);
    await projectorCheck({ ...given, config, now }).check();
    await expect(readModelsCheck({ ...given, config, now }).check()).rejects.toThrow('account_lots (halted)');
  });
});
