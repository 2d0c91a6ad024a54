import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');
export const CRUISED = ['apps', 'libs', 'scripts', 'test'];

export interface Fence {
  readonly name: string;
  readonly comment: string;
  readonly severity: string;
  readonly from: { readonly path?: string | string[]; readonly pathNot?: string | string[] };
}

export interface ReportedViolation {
  readonly fence: string;
  readonly from: string;
  readonly to: string;
}

const CONFIG = join(ROOT, '.dependency-cruiser.cjs');

/** What our fences report in a tree, by the very program and configuration of `npm test`. */
export function violationsIn(folder: string): readonly ReportedViolation[] {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', CONFIG, '--output-type', 'json', ...CRUISED];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not report: ${stderr}${stdout}`);
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return summary.violations.map(({ rule, from, to }) => ({ fence: rule.name, from, to }));
}

/** The fences as they stand in a tree: those of the contexts depend on which contexts there are. */
export function fencesIn(folder: string): readonly Fence[] {
  const script = `console.log(JSON.stringify(require(${JSON.stringify(CONFIG)}).forbidden))`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
  return JSON.parse(stdout) as Fence[];
}
