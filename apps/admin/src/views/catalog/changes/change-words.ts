import type { CatalogChange, CatalogDocument } from '../../../api/contract';
import { asSentence, humanWords } from '../../../figures/words';
import { absentValueWords, limitWords, priceWords, tierWords, valueWords } from './catalog-words';

/** Everything that changes of one entry, in plain words. */
export interface ChangeGroup {
  /** `limits`, `actions`, `tiers`, or another section of the document. */
  readonly section: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly sentences: readonly string[];
}

export interface Documents {
  readonly before: CatalogDocument;
  readonly after: CatalogDocument;
}

const FIELD = /^([A-Za-z]+)(?:\[(.+?)\])?(?:\.(.+))?$/;
const SECTION_ORDER = ['limits', 'actions', 'tiers'];

/** Changes by exact field as people tell them, one group per limit, action, tier or other entry. */
export function changeGroups(
  changes: readonly CatalogChange[],
  documents: Documents,
): readonly ChangeGroup[] {
  const byEntry = new Map<string, { section: string; name: string; changes: CatalogChange[] }>();
  for (const change of changes) {
    const [, section = change.field, name = ''] = FIELD.exec(change.field) ?? [];
    const key = `${section} ${name}`;
    const group = byEntry.get(key) ?? { section, name, changes: [] };
    byEntry.set(key, group);
    group.changes.push(change);
  }
  return [...byEntry.values()]
    .map(({ section, name, changes: own }) => {
      const whole = own.find(({ field }) => field === `${section}[${name}]`);
      const change = whole?.change ?? 'changed';
      return { section, name, change, sentences: sentencesOf({ section, name, changes: own }, documents) };
    })
    .sort((a, b) => orderOf(a.section) - orderOf(b.section));
}

function orderOf(section: string): number {
  const index = SECTION_ORDER.indexOf(section);
  return index < 0 ? SECTION_ORDER.length : index;
}

interface Changed {
  readonly section: string;
  readonly name: string;
  readonly changes: readonly CatalogChange[];
}

function sentencesOf({ section, name, changes }: Changed, documents: Documents): readonly string[] {
  const sentences = changes.map((change) => {
    const path = FIELD.exec(change.field)?.[3];
    if (path === undefined) return wholeEntry(section, change);
    if (section === 'actions' && /^price\b/.test(path) && isOtherKind(name, documents)) {
      return priceSentence(name, documents);
    }
    return fieldSentence(path, change);
  });
  // A price that became one of another kind changed in many fields, and is told once.
  return [...new Set(sentences)];
}

function wholeEntry(section: string, { change, before, after }: CatalogChange): string {
  const words = WORDS[section];
  const told = words ? words((after ?? before) as never) : plain(after ?? before);
  if (change === 'added') return `New: ${told}.`;
  if (change === 'removed') return `Gone; it was: ${told}.`;
  return `${plain(before)} → ${plain(after)}`;
}

const WORDS: Readonly<Record<string, (entry: never) => string>> = {
  limits: limitWords,
  tiers: tierWords,
  actions: ({ description, price }: CatalogDocument['actions'][number]) =>
    [description, priceWords(price)].filter(Boolean).join(', '),
};

function priceOf(document: CatalogDocument, name: string) {
  return document.actions.find((action) => action.name === name)?.price;
}

function isOtherKind(name: string, { before, after }: Documents): boolean {
  return priceOf(before, name)?.kind !== priceOf(after, name)?.kind;
}

function priceSentence(name: string, { before, after }: Documents): string {
  return `Price: ${priceWords(priceOf(before, name))} → ${priceWords(priceOf(after, name))}`;
}

const FIELDS: Readonly<Record<string, string>> = {
  'price.credits': 'Price in credits',
  'price.bound': 'Held without an estimate',
  'price.fallback': 'Price of other models',
  trialGrant: 'Trial grant',
  dailyRefill: 'Daily refill',
  lowCredits: 'Low at or below',
  defaultSubtype: 'Default subtype',
};

function fieldSentence(path: string, { before, after }: CatalogChange): string {
  if (path === 'active') {
    return after ? 'Enforced from now on.' : 'No longer enforced: it counts, and refuses nothing.';
  }
  if (path === 'enforcement') {
    return after === 'soft'
      ? 'Soft from now on: all pass, and reaching it is recorded.'
      : 'Hard from now on: what does not fit is refused.';
  }
  const [, member, tier] = /^(values|memberValues)\.(.+)$/.exec(path) ?? [];
  if (member && tier) {
    const whose = member === 'values' ? `Tier ${tier}` : `Each member in tier ${tier}`;
    const absent = member === 'values' ? ` (${absentValueWords(tier)})` : '';
    const told = (value: unknown) =>
      `${valueWords(value as number | string | undefined)}${value === undefined ? absent : ''}`;
    return `${whose}: ${told(before)} → ${told(after)}`;
  }
  const model = /^price\.models\.(.+?)(?:\.(input|output)PerMillion)?$/.exec(path);
  const label = model
    ? `Price of ${model[1]}${model[2] ? `, per million tokens ${model[2] === 'input' ? 'in' : 'out'}` : ''}`
    : (FIELDS[path] ?? asSentence(path.split('.').map(fieldWords).join(', ')));
  return `${label}: ${plain(before)} → ${plain(after)}`;
}

function fieldWords(name: string): string {
  return humanWords(name.replace(/([a-z])([A-Z])/g, '$1 $2')).toLowerCase();
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'string') return value;
  const isOfTexts = Array.isArray(value) && value.every((each) => typeof each === 'string');
  return isOfTexts ? value.join(', ') || 'none' : JSON.stringify(value);
}
