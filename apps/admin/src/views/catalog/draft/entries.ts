import type { CatalogDocument } from '../../../api/contract';
import type { Draft } from './draft-store';

/** The parts of a catalog that have a form. */
export type Section = 'limits' | 'actions' | 'tiers';

/** Whether an entry stands in the version the draft started from: others may speak of it by its name. */
export function isPublished({ base, document }: Draft, section: Section, index: number): boolean {
  const name = document[section][index]?.name;
  const isFirst = document[section].findIndex((entry) => entry.name === name) === index;
  return isFirst && base.document[section].some((entry) => entry.name === name);
}

/** Without an entry, and without what only it gave a meaning: actions' limits, limits' values by tier. */
export function withoutEntry(document: CatalogDocument, section: Section, index: number): CatalogDocument {
  const name = document[section][index]?.name;
  const next = { ...document, [section]: document[section].toSpliced(index, 1) };
  if (name === undefined || next[section].some((entry) => entry.name === name)) return next;
  if (section === 'limits') {
    return {
      ...next,
      actions: next.actions.map((action) => ({
        ...action,
        limits: action.limits.filter((limit) => limit !== name),
      })),
    };
  }
  if (section !== 'tiers') return next;
  const without = <Values extends object | undefined>(values: Values): Values =>
    values && (Object.fromEntries(Object.entries(values).filter(([tier]) => tier !== name)) as Values);
  return {
    ...next,
    limits: next.limits.map((limit) => ({
      ...limit,
      values: without(limit.values),
      ...(limit.memberValues && { memberValues: without(limit.memberValues) }),
    })),
  };
}

/** What a new entry starts as. */
export function newEntry(section: Section): object {
  return FRESH[section];
}

const FRESH: Readonly<Record<Section, object>> = {
  limits: {
    name: '',
    description: '',
    kind: 'calendar-day',
    measure: 'count',
    values: {},
    thresholds: ['80%'],
    active: true,
  },
  actions: { name: '', description: '', price: { kind: 'free' }, limits: [] },
  tiers: { name: '', trialGrant: '0', dailyRefill: '0' },
};
