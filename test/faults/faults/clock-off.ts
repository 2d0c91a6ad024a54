import { PRELOADS } from '../world/system';
import { Fault } from './fault';

const HOUR_MS = 3_600_000;

/** One instance's clock is an hour off, for one life: it must decide nothing. */
export const clockOff: Fault = {
  name: 'clock one hour off',
  victims: ['api', 'reactor'],
  inject: async ({ chance, pause }, victim) => {
    const shifted = victim.lives + 1;
    victim.armNextLife({
      NODE_OPTIONS: `--require ${PRELOADS}/shift-clock.js`,
      LEDGERLINE_CLOCK_SHIFT_MS: String(chance.pick([-HOUR_MS, HOUR_MS])),
    });
    victim.signal('SIGKILL');
    await pause(chance.between(4_000, 8_000));
    const lived = victim.lives === shifted;
    victim.signal('SIGKILL');
    await victim.hasEnded(shifted, 2_000);
    return lived;
  },
};
