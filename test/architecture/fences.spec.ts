import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CRUISED, Fence, fencesIn, ReportedViolation, ROOT, violationsIn } from './cruise';
import { plant } from './plant';
import { PLANTED_VIOLATIONS, SURROUNDINGS } from './planted-violations';
import { treeOnDisk } from './source-tree';

const planted = Object.assign({}, SURROUNDINGS, ...PLANTED_VIOLATIONS.map(({ files }) => files)) as Record<
  string,
  string
>;

describe('the fences', () => {
  let folder: string;
  let reported: readonly ReportedViolation[];

  beforeAll(() => {
    folder = plant(planted);
    copyFileSync(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    reported = violationsIn(folder);
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(PLANTED_VIOLATIONS.map((violation) => [violation.fence, violation.from, violation] as const))(
    '%s reports the planted %s',
    (fence, from, { to }) => {
      expect(reported).toContainEqual({ fence, from, to: expect.stringMatching(endOf(to)) as string });
    },
  );

  it('each have a planted violation', () => {
    const proven = new Set(PLANTED_VIOLATIONS.map(({ fence }) => fence));
    const unproven = [...fencesIn(folder), ...fencesIn(ROOT)].filter(({ name }) => !proven.has(name));
    expect(unproven.map(({ name }) => name)).toEqual([]);
  });

  it('report nothing in a tree that keeps them', () => {
    const innocent = new Set(Object.keys(SURROUNDINGS));
    expect(reported.filter(({ from, fence }) => innocent.has(from) && fence !== 'no-orphan')).toEqual([]);
  });

  it('each say why in a sentence, and stop the build', () => {
    for (const { name, comment, severity } of fencesIn(ROOT)) {
      expect({ name, severity }).toEqual({ name, severity: 'error' });
      expect(comment).toMatch(/^[A-Z].{30,}\.$/);
    }
  });

  it('each guard some file that exists', () => {
    const files = treeOnDisk(ROOT).files.filter((file) => CRUISED.some((top) => file.startsWith(`${top}/`)));
    const idle = fencesIn(ROOT).filter((fence) => !files.some((file) => isGuardedBy(fence, file)));
    expect(idle.map(({ name }) => name)).toEqual([]);
  });
});

function isGuardedBy({ from }: Fence, file: string): boolean {
  const matches = (patterns: string | string[] | undefined) =>
    [patterns ?? []].flat().some((pattern) => new RegExp(pattern).test(file));
  return matches(from.path) && !matches(from.pathNot);
}

/** dependency-cruiser drops or keeps `node:` as it likes; the module is the same. */
function endOf(to: string): RegExp {
  const text = to.replace('node:', '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^(node:)?${text}$`);
}
