import { CatalogDocument, LimitEntry } from './catalog-document';
import { DEFAULT_SALES } from './default-plans';

/** Counted one by one, and worth a fact at four fifths, unless the entry says otherwise. */
function limit(entry: Omit<LimitEntry, 'measure' | 'active'>): LimitEntry {
  return { measure: 'count', thresholds: ['80%'], ...entry, active: true };
}

const PER_MILLION_TOKENS = {
  kind: 'tokens',
  models: {
    'gpt-4o-mini': { inputPerMillion: '15', outputPerMillion: '60' },
    'gpt-4o': { inputPerMillion: '250', outputPerMillion: '1000' },
  },
  fallback: { inputPerMillion: '300', outputPerMillion: '1500' },
} as const;

const ASSISTANT_ACTIONS: readonly (readonly [string, string])[] = [
  ['task_generation', 'Tasks drafted by a model'],
  ['smart_notifications', 'Notifications written by a model'],
  ['project_analysis', 'Analysis of a project'],
  ['chat_assistant', 'Chat with the assistant'],
  ['document_analysis', 'Analysis of a document'],
  ['workflow_optimization', 'Suggestions for a workflow'],
];

/** The catalog a new installation starts with; every later version is published by a person with a reason. */
export const DEFAULT_CATALOG: CatalogDocument = {
  ...DEFAULT_SALES,
  unknownActions: 'allow',
  tiers: [
    { name: 'free', trialGrant: '10', dailyRefill: '100' },
    { name: 'pro', trialGrant: '10', dailyRefill: '1000' },
    { name: 'team', trialGrant: '10', dailyRefill: '1000' },
    { name: 'enterprise', trialGrant: '10', dailyRefill: '1000' },
  ],
  limits: [
    limit({
      name: 'images_daily',
      description: 'images today',
      kind: 'calendar-day',
      values: { free: 10, pro: 100 },
    }),
    limit({
      name: 'images_monthly',
      description: 'images this month',
      kind: 'calendar-month',
      values: { free: 250, pro: 2500 },
    }),
    limit({
      name: 'videos_daily',
      description: 'videos today',
      kind: 'calendar-day',
      values: { free: 2, pro: 20 },
    }),
    limit({
      name: 'videos_monthly',
      description: 'videos this month',
      kind: 'calendar-month',
      values: { free: 50, pro: 500 },
    }),
    limit({
      name: 'music_daily',
      description: 'songs today',
      kind: 'calendar-day',
      values: { free: 3, pro: 30 },
    }),
    limit({
      name: 'music_monthly',
      description: 'songs this month',
      kind: 'calendar-month',
      values: { free: 75, pro: 750 },
    }),
    limit({
      name: 'prompts_daily',
      description: 'prompts today',
      kind: 'calendar-day',
      values: { free: 10, pro: 100 },
    }),
    limit({
      name: 'exports_daily',
      description: 'exports today',
      kind: 'calendar-day',
      values: { free: 3, pro: 20 },
    }),
    limit({
      name: 'exports_monthly',
      description: 'exports this month',
      kind: 'calendar-month',
      values: { free: 10, pro: 200 },
    }),
    limit({
      name: 'concurrent_renders',
      description: 'renders at the same time',
      kind: 'concurrent',
      values: { free: 1, pro: 3 },
    }),
    limit({
      name: 'projects_total',
      description: 'projects',
      kind: 'lifetime',
      values: { free: 5, pro: -1 },
    }),
    limit({ name: 'tasks_total', description: 'tasks', kind: 'lifetime', values: { free: -1, pro: -1 } }),
    limit({
      name: 'web_agent_daily',
      description: 'web searches today',
      kind: 'calendar-day',
      values: { free: 5, pro: 50 },
    }),
    limit({
      name: 'api_calls_hourly',
      description: 'API calls in an hour',
      kind: 'rolling',
      durationSeconds: 3_600,
      values: { free: 60, pro: 600 },
    }),
    limit({
      name: 'api_calls_period',
      description: 'API calls this period',
      kind: 'billing-period',
      values: { free: 1000, pro: -1 },
    }),
    limit({
      name: 'storage_mb',
      description: 'megabytes stored',
      kind: 'gauge',
      values: { free: 500, pro: 10_000 },
    }),
    limit({ name: 'seats', description: 'seats', kind: 'gauge', values: {} }),
  ],
  actions: [
    {
      name: 'image',
      description: 'An image',
      price: { kind: 'flat', credits: '10' },
      limits: ['images_daily', 'images_monthly'],
    },
    {
      name: 'video',
      description: 'A video',
      price: { kind: 'flat', credits: '50' },
      limits: ['videos_daily', 'videos_monthly'],
    },
    {
      name: 'music',
      description: 'A song',
      price: { kind: 'flat', credits: '20' },
      limits: ['music_daily', 'music_monthly'],
    },
    {
      name: 'prompt',
      description: 'A scene written from a prompt',
      price: { kind: 'flat', credits: '10' },
      limits: ['prompts_daily'],
      defaultSubtype: 'gpt-4o-mini',
    },
    {
      name: 'export',
      description: 'A rendered export',
      price: { kind: 'flat', credits: '50' },
      limits: ['exports_daily', 'exports_monthly', 'concurrent_renders'],
      defaultSubtype: 'mp4',
    },
    { name: 'project_create', description: 'A project', price: { kind: 'free' }, limits: ['projects_total'] },
    { name: 'task_create', description: 'A task', price: { kind: 'free' }, limits: ['tasks_total'] },
    { name: 'web_agent', description: 'A web search', price: { kind: 'free' }, limits: ['web_agent_daily'] },
    {
      name: 'api_call',
      description: 'An API call',
      price: { kind: 'free' },
      limits: ['api_calls_hourly', 'api_calls_period'],
    },
    { name: 'svg', description: 'A vector drawing', price: { kind: 'flat', credits: '1' }, limits: [] },
    ...ASSISTANT_ACTIONS.map(([name, description]) => ({
      name,
      description,
      price: PER_MILLION_TOKENS,
      limits: [],
    })),
  ],
};
