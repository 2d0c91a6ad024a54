import { SourceTree } from '../source-tree';

/** A habit of the house as a test. Like a fence it carries its own proof: a small tree that breaks it. */
export interface StyleRule {
  readonly name: string;
  /** Why, for whoever breaks it. */
  readonly sentence: string;
  check(tree: SourceTree): StyleFindings;
  readonly planted: {
    readonly files: Readonly<Record<string, string>>;
    /** Each must be among the findings, word for word. */
    readonly violations: readonly string[];
  };
}

export interface StyleFindings {
  /** What the rule looked at; a rule that looks at nothing guards nothing, and fails. */
  readonly guarded: readonly string[];
  /** `<path>: <what is wrong>`. */
  readonly violations: readonly string[];
}

export const CODE = /\.(ts|tsx|mjs|cjs|js)$/;
export const SPEC = /\.spec\.tsx?$/;
export const OUR_CODE = /^(apps|libs|scripts|test)\/.*\.(ts|tsx|mjs|cjs|js)$/;

/** Checks each file that matches by a function that says what is wrong with it, if anything. */
export function eachFile(
  tree: SourceTree,
  guarded: RegExp,
  wrongWith: (file: string) => string | readonly string[] | undefined,
): StyleFindings {
  const files = tree.files.filter((file) => guarded.test(file));
  const violations = files.flatMap((file) =>
    [wrongWith(file) ?? []].flat().map((wrong) => `${file}: ${wrong}`),
  );
  return { guarded: files, violations };
}
