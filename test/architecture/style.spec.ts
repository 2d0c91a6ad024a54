import { ROOT } from './cruise';
import { treeOfTexts, treeOnDisk } from './source-tree';
import { STYLE_RULES } from './style/rules';

const repository = treeOnDisk(ROOT);

describe.each(STYLE_RULES.map((rule) => [rule.name, rule] as const))('%s', (_name, rule) => {
  it('everywhere in the repository', () => {
    const { violations } = rule.check(repository);
    expect({ why: rule.sentence, violations }).toEqual({ why: rule.sentence, violations: [] });
  });

  it('and the rule guards something', () => {
    expect(rule.check(repository).guarded).not.toEqual([]);
  });

  it('and exactly what is planted is reported', () => {
    const { violations } = rule.check(treeOfTexts(rule.planted.files));
    expect([...violations].sort()).toEqual([...rule.planted.violations].sort());
  });
});
