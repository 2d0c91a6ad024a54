import { LinkMood } from '../world/breakable-link';
import { Fault } from './fault';

/** The way between one process and PostgreSQL, or a log elsewhere, misbehaves for a while. */
export function breakLink(mood: Exclude<LinkMood, 'passing'>): Fault {
  return {
    name: `link ${mood}`,
    victims: ['api', 'projector', 'reactor'],
    inject: async ({ system, chance, pause }, victim) => {
      const link = chance.pick(system.linksOf(victim));
      link.be(mood);
      await pause(chance.between(500, 6_000));
      link.be('passing');
      return true;
    },
  };
}

/** Every connection of one process breaks at once. */
export const cutLink: Fault = {
  name: 'link cut',
  victims: ['api', 'projector', 'reactor'],
  inject: ({ system }, victim) => {
    for (const link of system.linksOf(victim)) link.cut();
    return Promise.resolve(true);
  },
};
