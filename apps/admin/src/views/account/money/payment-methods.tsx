import { moneyLists } from '../../../api/money-queries';
import { useList } from '../../../api/use-list';
import type { PaymentMethod } from '../../../api/contract';
import { ActButton, type Ask } from '../../../commands/acting';
import { Badge } from '../../../elements/badge';
import { momentColumn } from '../../../elements/columns';
import type { Column } from '../../../elements/data-table';
import { ListTable } from '../../../elements/list-table';
import { Panel } from '../../../elements/panel';
import { humanWords } from '../../../figures/words';
import { methodText } from '../../money/method-text';
import { methodAct } from '../../money/money-commands';

const columnsWith = (accountId: string, ask: Ask): readonly Column<PaymentMethod>[] => [
  {
    name: 'Method',
    lead: true,
    show: (method) => (
      <>
        <span className="strong">{methodText(method)}</span>
        <span className="cell-note">{method.providerMethodId}</span>
      </>
    ),
  },
  { name: 'Type', show: ({ type }) => humanWords(type) },
  { name: 'Provider', show: ({ provider }) => humanWords(provider) },
  { name: 'Expires', figure: true, show: ({ expiry }) => expiry ?? '–' },
  { name: 'Default', show: ({ isDefault }) => (isDefault ? <Badge tone="good">Default</Badge> : '–') },
  momentColumn('Kept', ({ keptAt }) => keptAt),
  {
    name: 'Act',
    action: true,
    show: (method) => (
      <>
        {!method.isDefault && (
          <ActButton
            name="Make default"
            about={method.providerMethodId}
            onPress={() => ask(methodAct(accountId, method, 'default'))}
          />
        )}
        <ActButton
          name="Detach"
          about={method.providerMethodId}
          onPress={() => ask(methodAct(accountId, method, 'detach'))}
        />
      </>
    ),
  },
];

export function PaymentMethods({ accountId, ask }: { accountId: string; ask: Ask }) {
  return (
    <Panel title="Payment methods" note="For display; the provider keeps what can pay" flush>
      <ListTable
        list={useList(moneyLists.methodsOf(accountId))}
        caption="payment methods"
        columns={columnsWith(accountId, ask)}
        keyOf={({ providerMethodId }) => providerMethodId}
        empty={{
          title: 'No payment method is kept',
          advice: 'One is kept when a subscription is first paid.',
        }}
      />
    </Panel>
  );
}
