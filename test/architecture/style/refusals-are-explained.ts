import { SourceTree } from '../source-tree';
import { SPEC, StyleFindings, StyleRule } from './style-rule';

const LITERAL = "'([a-z]+(?:-[a-z]+)*)'";
const USED = new RegExp(`\\b(?:refuse|new Problem|new LedgerFault)\\(\\s*${LITERAL}`, 'g');
const SHIPPED = /^(libs|apps)\/(?!testing\/)(?!.*\/testing\/).*\.ts$/;
const FAULT_CODES = /type LedgerFaultCode =([^;]*);/;
const DEFINED = new RegExp(`\\bcode: ${LITERAL}`, 'g');

export const refusalsAreExplained: StyleRule = {
  name: 'refusals are explained',
  sentence:
    'Every code that somebody may be refused with has an entry in a list of problems (status, title, what to ' +
    'do about it) and a test that names it.',
  check,
  planted: {
    files: {
      'libs/contexts/accounts/domain/decide.ts':
        "refuse('no-entry', {}); refuse(\n'all-well'); refuse('no-test');\n",
      'libs/platform/ledger/fault.ts':
        "export type LedgerFaultCode =\n  /** Why. */\n  | 'log-lost'\n  | 'all-well';\n",
      'libs/contexts/accounts/problems.ts': "[{ code: 'all-well', status: 409 }, { code: 'no-test' }]\n",
      'libs/contexts/accounts/domain/decide.spec.ts':
        "it('x', () => ['all-well', 'no-entry', 'log-lost']);\n",
    },
    violations: [
      'libs/contexts/accounts/domain/decide.ts: no-entry is in no list of problems',
      'libs/contexts/accounts/domain/decide.ts: no-test is named by no test',
      'libs/platform/ledger/fault.ts: log-lost is in no list of problems',
    ],
  },
};

function check(tree: SourceTree): StyleFindings {
  const code = tree.files.filter((file) => SHIPPED.test(file) && !SPEC.test(file));
  const defined = new Set(
    code.filter((file) => /problem/.test(file)).flatMap((file) => literals(tree.read(file), DEFINED)),
  );
  const tests = tree.files.filter((file) => SPEC.test(file) && !file.startsWith('test/architecture/'));
  const tested = tests.map((file) => tree.read(file)).join('\n');
  const used = code.flatMap((file) => codesIn(tree.read(file)).map((found) => ({ file, found })));
  const violations = used.flatMap(({ file, found }) => [
    ...(defined.has(found) ? [] : [`${file}: ${found} is in no list of problems`]),
    ...(new RegExp(`\\b${found}\\b`).test(tested) ? [] : [`${file}: ${found} is named by no test`]),
  ]);
  return { guarded: used.map(({ found }) => found), violations };
}

function codesIn(text: string): readonly string[] {
  const faults = FAULT_CODES.exec(text)?.[1] ?? '';
  return [...new Set([...literals(text, USED), ...literals(faults, new RegExp(`\\| ${LITERAL}`, 'g'))])];
}

function literals(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, code]) => code!);
}
