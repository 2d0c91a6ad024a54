interface JestResults {
  readonly testResults: readonly {
    readonly testResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

interface TestedBackend {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly missing: string | undefined;
}

declare function contractBackends(results: JestResults): readonly TestedBackend[];
export = contractBackends;
