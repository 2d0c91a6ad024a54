/** What usage is recorded of per billing period. */
export const METRICS = ['USERS', 'STORAGE', 'AI_CREDITS', 'API_CALLS', 'PROJECTS', 'TASKS'] as const;
export type Metric = (typeof METRICS)[number];

/** The limit that counts a metric; credits are counted by what generations are charged. */
export const METRIC_OF_LIMIT: Readonly<Record<string, Metric | undefined>> = {
  seats: 'USERS',
  storage_mb: 'STORAGE',
  api_calls_period: 'API_CALLS',
  projects_total: 'PROJECTS',
  tasks_total: 'TASKS',
};

/** As an invoice and a record say it. */
export const METRIC_DESCRIPTION: Readonly<Record<Metric, string>> = {
  USERS: 'Users',
  STORAGE: 'Storage (MB)',
  AI_CREDITS: 'AI credits',
  API_CALLS: 'API calls',
  PROJECTS: 'Projects',
  TASKS: 'Tasks',
};
