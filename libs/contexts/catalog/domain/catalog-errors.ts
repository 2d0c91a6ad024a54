import { limitKinds, parseCredits } from '@ledgerline/kernel';
import { CatalogDocument, PriceEntry } from './catalog-document';

export interface FieldError {
  /** Where it is wrong, e.g. `actions[3].price.credits`. */
  readonly field: string;
  readonly message: string;
}

const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const TIER_NAME = /^[a-z][a-z0-9_-]{0,63}$/;
const ENTRIES_MAX = 500;

/** Everything that is wrong with a proposed catalog, by exact field; empty when it can be published. */
export function catalogErrors(document: unknown): readonly FieldError[] {
  const errors: FieldError[] = [];
  const report = (field: string, message: string) => errors.push({ field, message });
  const proposed = asRecord(document);
  if (!proposed) return [{ field: '', message: 'a catalog is a JSON object' }];
  rejectUnknown(proposed, ['unknownActions', 'tiers', 'limits', 'actions'], '', report);
  if (proposed.unknownActions !== 'allow' && proposed.unknownActions !== 'refuse') {
    report('unknownActions', 'is "allow" or "refuse"');
  }
  const tiers = entriesOf(proposed.tiers, 'tiers', report);
  const limits = entriesOf(proposed.limits, 'limits', report);
  const actions = entriesOf(proposed.actions, 'actions', report);
  tiers.forEach((tier, i) => checkTier(tier, `tiers[${i}]`, report));
  const tierNames = new Set(tiers.map((tier) => tier.name));
  limits.forEach((limit, i) => checkLimit(limit, `limits[${i}]`, tierNames, report));
  const limitNames = new Set(limits.map((limit) => limit.name));
  actions.forEach((action, i) => checkAction(action, `actions[${i}]`, limitNames, report));
  if (tiers.length === 0) report('tiers', 'names at least one tier');
  return errors;
}

/** Narrows what `catalogErrors` found nothing wrong with. */
export function asCatalogDocument(document: unknown): CatalogDocument {
  return document as CatalogDocument;
}

type Report = (field: string, message: string) => void;
type Entry = Readonly<Record<string, unknown>>;

function asRecord(value: unknown): Entry | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : undefined;
}

function entriesOf(value: unknown, field: string, report: Report): Entry[] {
  if (!Array.isArray(value)) {
    report(field, 'is a list');
    return [];
  }
  if (value.length > ENTRIES_MAX) report(field, `holds at most ${ENTRIES_MAX} entries`);
  const seen = new Set<unknown>();
  return value.slice(0, ENTRIES_MAX).flatMap((item: unknown, i) => {
    const entry = asRecord(item);
    if (!entry) report(`${field}[${i}]`, 'is an object');
    else if (seen.has(entry.name)) report(`${field}[${i}].name`, `"${String(entry.name)}" is named twice`);
    seen.add(entry?.name);
    return [entry ?? {}];
  });
}

function rejectUnknown(entry: Entry, known: readonly string[], at: string, report: Report): void {
  for (const key of Object.keys(entry)) {
    if (!known.includes(key)) report(at ? `${at}.${key}` : key, 'is not a field of a catalog');
  }
}

function checkTier(tier: Entry, at: string, report: Report): void {
  rejectUnknown(tier, ['name', 'trialGrant', 'dailyRefill'], at, report);
  if (typeof tier.name !== 'string' || !TIER_NAME.test(tier.name))
    report(`${at}.name`, 'is a lower-case name');
  checkCredits(tier.trialGrant, `${at}.trialGrant`, report);
  checkCredits(tier.dailyRefill, `${at}.dailyRefill`, report);
}

function checkLimit(limit: Entry, at: string, tiers: ReadonlySet<unknown>, report: Report): void {
  rejectUnknown(limit, ['name', 'description', 'kind', 'measure', 'values', 'active'], at, report);
  checkName(limit, at, report);
  if (typeof limit.kind !== 'string' || !Object.hasOwn(limitKinds, limit.kind)) {
    report(`${at}.kind`, `is one of ${Object.keys(limitKinds).join(', ')}`);
  }
  if (limit.measure !== 'count' && limit.measure !== 'tokens')
    report(`${at}.measure`, 'is "count" or "tokens"');
  if (typeof limit.active !== 'boolean') report(`${at}.active`, 'is true or false');
  const values = asRecord(limit.values);
  if (!values) return report(`${at}.values`, 'maps tiers to whole numbers');
  for (const [tier, value] of Object.entries(values)) {
    if (!tiers.has(tier)) report(`${at}.values.${tier}`, 'is not a tier of this catalog');
    if (!Number.isSafeInteger(value) || (value as number) < -1) {
      report(`${at}.values.${tier}`, 'is a whole number from 0, or -1 for unlimited');
    }
  }
}

function checkAction(action: Entry, at: string, limits: ReadonlySet<unknown>, report: Report): void {
  rejectUnknown(action, ['name', 'description', 'price', 'limits', 'defaultSubtype'], at, report);
  checkName(action, at, report);
  if (action.defaultSubtype !== undefined && typeof action.defaultSubtype !== 'string') {
    report(`${at}.defaultSubtype`, 'is a text');
  }
  if (!Array.isArray(action.limits)) report(`${at}.limits`, 'is a list of limit names');
  else {
    action.limits.forEach((name: unknown, i) => {
      if (!limits.has(name)) report(`${at}.limits[${i}]`, 'is not a limit of this catalog');
      else if ((action.limits as unknown[]).indexOf(name) !== i)
        report(`${at}.limits[${i}]`, 'is named twice');
    });
  }
  const price = asRecord(action.price);
  if (!price) report(`${at}.price`, 'is an object with a kind');
  else checkPrice(price, `${at}.price`, report);
}

function checkPrice(price: Entry, at: string, report: Report): void {
  const kind = price.kind as PriceEntry['kind'];
  if (kind === 'flat') {
    rejectUnknown(price, ['kind', 'credits'], at, report);
    checkCredits(price.credits, `${at}.credits`, report);
  } else if (kind === 'tokens') {
    rejectUnknown(price, ['kind', 'models', 'fallback'], at, report);
    const models = asRecord(price.models);
    if (!models) report(`${at}.models`, 'maps models to prices');
    for (const [model, tokens] of Object.entries(models ?? {})) {
      checkTokenPrice(tokens, `${at}.models.${model}`, report);
    }
    if (price.fallback !== null) checkTokenPrice(price.fallback, `${at}.fallback`, report);
  } else if (kind === 'free') rejectUnknown(price, ['kind'], at, report);
  else report(`${at}.kind`, 'is "free", "flat" or "tokens"');
}

function checkTokenPrice(value: unknown, at: string, report: Report): void {
  const price = asRecord(value);
  if (!price) return report(at, 'has inputPerMillion and outputPerMillion');
  rejectUnknown(price, ['inputPerMillion', 'outputPerMillion'], at, report);
  checkCredits(price.inputPerMillion, `${at}.inputPerMillion`, report);
  checkCredits(price.outputPerMillion, `${at}.outputPerMillion`, report);
}

function checkName(entry: Entry, at: string, report: Report): void {
  if (typeof entry.name !== 'string' || !NAME.test(entry.name)) {
    report(`${at}.name`, 'is 1–64 lower-case letters, digits and underscores');
  }
  if (typeof entry.description !== 'string' || entry.description.length > 200) {
    report(`${at}.description`, 'is a text of at most 200 characters');
  }
}

function checkCredits(value: unknown, field: string, report: Report): void {
  const micros = typeof value === 'string' ? parseCredits(value) : undefined;
  if (micros === undefined || micros < 0n) {
    report(field, 'is credits as a decimal string of at most 6 places, e.g. "12.5"');
  }
}
