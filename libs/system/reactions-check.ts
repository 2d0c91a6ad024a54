import type { HealthCheck } from '@ledgerline/platform/http';
import { reactionLag } from '@ledgerline/platform/reactions';
import type { Runtime } from '@ledgerline/platform/runtime';

/** Fails while an input has halted: its key waits for a person, who is told by `reactions list`. */
export function reactionsCheck({ pool, store }: Pick<Runtime, 'pool' | 'store'>): HealthCheck {
  return {
    name: 'reactions',
    check: async () => {
      const { items } = await reactionLag(pool, store);
      const halted = items.filter(({ state }) => state === 'halted');
      if (halted.length === 0) return;
      const named = halted.map(({ reaction, count }) => `${count} of ${reaction}`).join(', ');
      throw new Error(`inputs of reactions halted: ${named}`);
    },
  };
}
