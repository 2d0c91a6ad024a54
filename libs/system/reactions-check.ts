import type { HealthCheck } from '@ledgerline/platform/http';
import { reactionLag } from '@ledgerline/platform/reactions';
import type { Runtime } from '@ledgerline/platform/runtime';

/**
 * Fails while an input has halted, or a reaction is paused: either waits for a person, who is told by
 * `reactions list`.
 */
export function reactionsCheck({ pool, store }: Pick<Runtime, 'pool' | 'store'>): HealthCheck {
  return {
    name: 'reactions',
    check: async () => {
      const { items, paused } = await reactionLag(pool, store);
      const halted = items.filter(({ state }) => state === 'halted');
      const named = halted.map(({ reaction, count }) => `${count} of ${reaction}`).join(', ');
      const standing = paused.map(({ reaction, since }) => `${reaction} since ${since}`).join(', ');
      const troubles = [
        ...(named ? [`inputs of reactions halted: ${named}`] : []),
        ...(standing ? [`reactions are paused: ${standing}`] : []),
      ];
      if (troubles.length > 0) throw new Error(troubles.join('; '));
    },
  };
}
