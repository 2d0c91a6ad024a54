import { Fault } from './fault';

/** SIGSTOP and, later, SIGCONT: a process that answers nothing, and then goes on as if no time had passed. */
export const freeze: Fault = {
  name: 'freeze and thaw',
  victims: ['api', 'projector', 'reactor'],
  inject: async ({ chance, pause }, victim) => {
    const life = victim.lives;
    victim.signal('SIGSTOP');
    await pause(chance.between(200, 6_000));
    if (victim.lives === life) victim.signal('SIGCONT');
    return true;
  },
};
