import { exportsOf } from './exports-of';
import { eachFile, StyleRule } from './style-rule';

const KIND = /^libs\/kernel\/limit-kinds\/(?!index\.ts|limit-kind\.ts)[^/.]+\.ts$/;
const REGISTRY = 'libs/kernel/limit-kinds/index.ts';

export const limitKindsAreRegistered: StyleRule = {
  name: 'limit kinds are registered',
  sentence:
    'Every limit kind stands in the one table by which a catalog finds it; a forgotten line fails here.',
  check: (tree) =>
    eachFile(tree, KIND, (file) => {
      const table = /limitKinds[^{]*\{([^}]*)\}/.exec(tree.read(REGISTRY))?.[1] ?? '';
      return exportsOf(tree.read(file))
        .values.filter((kind) => !new RegExp(`\\b${kind}\\b`).test(table))
        .map((kind) => `${kind} is not in ${REGISTRY}`);
    }),
  planted: {
    files: {
      [REGISTRY]:
        "import { perMinute } from './per-minute';\nexport const limitKinds: Record<string, Kind> = { calendarDay };\n",
      'libs/kernel/limit-kinds/calendar-day.ts': 'export const calendarDay = {};\n',
      'libs/kernel/limit-kinds/per-minute.ts': 'export const perMinute = {};\n',
    },
    violations: [`libs/kernel/limit-kinds/per-minute.ts: perMinute is not in ${REGISTRY}`],
  },
};
