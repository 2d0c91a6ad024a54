import { CatalogDocument, compileCatalog, LimitEntry } from '@ledgerline/contexts/catalog';

const limit = (
  name: string,
  kind: LimitEntry['kind'],
  plain: number,
  more: Partial<LimitEntry> = {},
): LimitEntry => ({
  name,
  description: `${name.replace('_', ' ')}`,
  kind,
  measure: 'count',
  values: { plain },
  active: true,
  ...more,
});

/**
 * Small figures for specs. Tier `plain` has the limits and nothing for free; `free` gets a trial of 10 and
 * 100 a day, and may do nothing that is limited; `pro` gets 1000 a day and has no bounds.
 */
export const SCENARIO_DOCUMENT: CatalogDocument = {
  unknownActions: 'allow',
  tiers: [
    { name: 'plain', trialGrant: '0', dailyRefill: '0' },
    { name: 'free', trialGrant: '10', dailyRefill: '100' },
    { name: 'pro', trialGrant: '10', dailyRefill: '1000' },
  ],
  limits: [
    limit('images_daily', 'calendar-day', 3),
    limit('images_monthly', 'calendar-month', 5),
    limit('renders_running', 'concurrent', 2),
    limit('calls_hourly', 'rolling', 3, { durationSeconds: 3600 }),
    limit('projects_total', 'lifetime', 2),
    limit('words_daily', 'calendar-day', 1000, { measure: 'tokens' }),
    limit('sleeping_daily', 'calendar-day', 0, { active: false }),
  ],
  actions: [
    { name: 'svg', description: '', price: { kind: 'flat', credits: '1' }, limits: [] },
    {
      name: 'image',
      description: '',
      price: { kind: 'flat', credits: '10' },
      limits: ['images_daily', 'images_monthly'],
      defaultSubtype: 'png',
    },
    { name: 'render', description: '', price: { kind: 'flat', credits: '5' }, limits: ['renders_running'] },
    { name: 'call', description: '', price: { kind: 'free' }, limits: ['calls_hourly'] },
    { name: 'project', description: '', price: { kind: 'free' }, limits: ['projects_total'] },
    { name: 'write', description: '', price: { kind: 'free' }, limits: ['words_daily'] },
    { name: 'nap', description: '', price: { kind: 'free' }, limits: ['sleeping_daily'] },
    {
      name: 'chat',
      description: '',
      price: {
        kind: 'tokens',
        // A credit for each token read, two for each token written.
        models: { small: { inputPerMillion: '1000000', outputPerMillion: '2000000' } },
        fallback: { inputPerMillion: '3000000', outputPerMillion: '6000000' },
      },
      limits: [],
    },
    {
      name: 'exact_chat',
      description: '',
      price: {
        kind: 'tokens',
        models: { small: { inputPerMillion: '0.5', outputPerMillion: '0' } },
        fallback: null,
      },
      limits: ['images_daily'],
    },
  ],
};

export const SCENARIO_CATALOG = compileCatalog(1, SCENARIO_DOCUMENT);

/** The same where what the catalog does not name is refused. */
export const STRICT_CATALOG = compileCatalog(2, { ...SCENARIO_DOCUMENT, unknownActions: 'refuse' });
