import { Fault } from './fault';

/** A second projector on the same read models; each start takes over from the other. */
export const twoProjectors: Fault = {
  name: 'two projectors',
  victims: ['projector'],
  inject: async ({ system, chance, pause }) => {
    const { rival } = system;
    rival.wake();
    await pause(chance.between(2_000, 8_000));
    const life = rival.lives;
    rival.rest();
    rival.signal('SIGKILL');
    await rival.hasEnded(life, 2_000);
    return true;
  },
};
