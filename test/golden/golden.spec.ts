import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventRegistry } from '@ledgerline/kernel';
import { accountEvents } from '../../libs/contexts/accounts/domain/account-event-registry';
import { catalogEvents } from '../../libs/contexts/catalog/domain/catalog-stream';
import { contexts } from '../../libs/system/contexts';
import { treeOnDisk } from '../architecture/source-tree';

/** One event as the log holds it, and as the code reads it; bigints are written with an n. */
interface Golden {
  readonly storedType: string;
  readonly data: string;
  readonly metadata: string;
  readonly decoded: { readonly type: string; readonly data: unknown };
}

const REGISTRIES: readonly EventRegistry[] = [
  accountEvents,
  catalogEvents,
  ...contexts.flatMap(({ events }) => events),
];
const ROOT = join(__dirname, '../..');
const STORED_TYPE = /'(ledgerline\.[a-z-]+\.[a-z-]+\.v\d+)'/g;

const golden = readdirSync(__dirname)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...(JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Golden) }));

const registryOf = (storedType: string) => REGISTRIES.find((registry) => registry.knows(storedType));

describe('an event that was ever released', () => {
  it.each(golden.map((event) => [event.storedType, event] as const))(
    '%s reads the same for ever',
    (_, event) => {
      const decoded = registryOf(event.storedType)!.decode(event.storedType, event.data);
      expect(JSON.parse(JSON.stringify(decoded, withN))).toEqual(event.decoded);
    },
  );

  it.each(golden.map((event) => [event.storedType, event] as const))(
    '%s, where it is the newest version, is written byte for byte the same',
    (_, event) => {
      const registry = registryOf(event.storedType)!;
      const { type, data } = registry.encode(registry.decode(event.storedType, event.data));
      if (type === event.storedType) expect(data).toBe(event.data);
    },
  );

  it.each(golden.map((event) => [event.storedType, event] as const))(
    '%s carries flat metadata from text to text, with its time',
    (_, { metadata }) => {
      const parsed = JSON.parse(metadata) as Record<string, unknown>;
      expect(Object.values(parsed).filter((value) => typeof value !== 'string')).toEqual([]);
      expect(parsed.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    },
  );

  it('stands in the file of its name', () => {
    expect(golden.map(({ file }) => file)).toEqual(golden.map(({ storedType }) => `${storedType}.json`));
  });
});

describe('the released events', () => {
  const registered = REGISTRIES.flatMap(({ storedTypes }) => storedTypes).sort();

  it('are those that are registered: none without a golden file, no golden file without an event', () => {
    expect(golden.map(({ storedType }) => storedType).sort()).toEqual(registered);
  });

  it('have among them whatever the code names anywhere', () => {
    const tree = treeOnDisk(ROOT);
    const sources = tree.files.filter(
      (file) => /^libs\/(contexts|platform)\/.*\.ts$/.test(file) && !/\.spec\.ts$|\/testing\//.test(file),
    );
    const named = sources.flatMap((file) =>
      [...tree.read(file).matchAll(STORED_TYPE)].map(([, type]) => type!),
    );
    expect(named.filter((type) => !registered.includes(type))).toEqual([]);
  });
});

function withN(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
