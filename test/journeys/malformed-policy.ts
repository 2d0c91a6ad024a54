export type Sender = 'service' | 'admin';
type Wrong = readonly [what: string, sender: Sender, path: string, body: object, field: string, says: RegExp];

const LATER = '2099-01-01T00:00:00.000Z';
const grant = (change: object) => ({ type: 'BONUS', credits: '5', reason: 'welcome', ...change });
const because = (body: object) => ({ reason: 'a test', ...body });
const refund = (credits: string) => because({ credits, reference: 'complaint' });

/** What cannot be read: the field, and what is said of it. */
export const MALFORMED: readonly Wrong[] = [
  ['a grant of nothing', 'service', 'grants', grant({ credits: '0' }), 'credits', /above 0/],
  ['a refund without a charge', 'service', 'grants', grant({ type: 'REFUND' }), 'type', /is one of .*BONUS/],
  ['an adjustment as a grant', 'service', 'grants', grant({ type: 'ADMIN_ADJUSTMENT' }), 'type', /is one of/],
  ['a negative grant', 'service', 'grants', grant({ credits: '-5' }), 'credits', /above 0/],
  ['a grant beyond 10¹²', 'service', 'grants', grant({ credits: '1000000000001' }), 'credits', /decimal/],
  ['an adjustment by nothing', 'admin', 'adjustments', because({ credits: '0' }), 'credits', /not zero/],
  [
    'an adjustment of words',
    'admin',
    'adjustments',
    because({ credits: 'ten' }),
    'credits',
    /signed decimal/,
  ],
  ['a refund of nothing', 'service', 'generations/g/refund', refund('0'), 'credits', /above 0/],
  ['a negative refund', 'service', 'generations/g/refund', refund('-1'), 'credits', /above 0/],
  ['usage of nothing', 'service', 'usage', { action: 'image', quantity: 0 }, 'quantity', /from 1 to/],
  ['negative usage', 'service', 'usage', { action: 'image', quantity: -1 }, 'quantity', /from 1 to/],
  ['usage beyond bounds', 'service', 'usage', { action: 'image', quantity: 1e15 }, 'quantity', /to 1000000$/],
  ['negative tokens', 'service', 'usage', { action: 'image', inputTokens: -1 }, 'inputTokens', /from 0 to/],
  [
    'an unheard-of status',
    'service',
    'usage',
    { action: 'image', status: 'done' },
    'status',
    /success, failed/,
  ],
  [
    'a negative cost',
    'service',
    'usage',
    { action: 'a', virtualCostUsd: '-1' },
    'virtualCostUsd',
    /US dollars/,
  ],
  [
    'a cost beyond a million dollars',
    'service',
    'usage',
    { action: 'a', virtualCostUsd: '1000000.01' },
    'virtualCostUsd',
    /up to 1000000/,
  ],
  ['removing nothing', 'service', 'limits/projects_total/remove', { quantity: 0 }, 'quantity', /from 1 to/],
  ['a gauge set below zero', 'service', 'limits/storage_mb/gauge', { to: -1 }, 'to', /from 0 to/],
  ['a gauge beyond bounds', 'service', 'limits/storage_mb/gauge', { by: 1e30 }, 'by', /whole number/],
  ['a gauge set and moved', 'service', 'limits/storage_mb/gauge', { to: 1, by: 1 }, 'to', /given alone/],
  ['a gauge neither set nor moved', 'service', 'limits/storage_mb/gauge', {}, 'to', /given alone/],
  [
    'a rollover below zero',
    'service',
    'grants',
    grant({ rollover: { cap: '-1', days: 9 } }),
    'rollover.cap',
    /above/,
  ],
  [
    'a rollover of no days',
    'service',
    'grants',
    grant({ rollover: { cap: '1', days: 0 } }),
    'rollover.days',
    /from 1/,
  ],
  [
    'an override without a reason',
    'admin',
    'limits/images_daily/override',
    { value: '9' },
    'reason',
    /text of 1/,
  ],
  ['a void of nothing named', 'admin', 'lots/void', because({}), 'lotId', /type and reference/],
  [
    'a billing period of no months',
    'service',
    'tier',
    because({ tier: 'pro', period: { anchor: LATER, months: 0 } }),
    'period.months',
    /from 1 to 36/,
  ],
];
