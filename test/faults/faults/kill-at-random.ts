import { Fault } from './fault';

/** `kill -9` in the middle of whatever it does. */
export const killAtRandom: Fault = {
  name: 'kill at random',
  weight: 20,
  victims: ['api', 'projector', 'reactor'],
  inject: async ({ pause, chance }, victim) => {
    const life = victim.lives;
    victim.signal('SIGKILL');
    const ended = await victim.hasEnded(life, 2_000);
    // It lives long enough to do something.
    await pause(chance.between(200, 2_500));
    return ended;
  },
};
