import type { Hold } from '../../api/contract';
import { accountPath } from '../../api/queries';
import type { PageCommand } from '../../commands/page-command';
import { formatCredits } from '../../figures/credits';

/** Gives a hold back; the list of holds does not show it afterwards. */
export function cancelHold({ accountId, generationId, held, action }: Hold): PageCommand {
  const generation = `${accountPath(accountId)}/generations/${encodeURIComponent(generationId)}`;
  return {
    ...{ accountId, title: 'Cancel this generation?', verb: 'Cancel generation', decline: 'Keep it' },
    about:
      `${generationId} (${action}) ends as cancelled, and ${formatCredits(held)} credits with their quota ` +
      `go back to ${accountId}. This cannot be undone.`,
    path: `${generation}/admin-cancel`,
    isDanger: true,
    fields: [],
    bodyOf: (values) => values,
    shownIn: '/v1/holds',
    done: ({ returned }) => `${formatCredits(returned?.credits ?? held)} credits went back to ${accountId}.`,
  };
}
