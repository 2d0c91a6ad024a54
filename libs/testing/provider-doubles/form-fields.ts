/** Values of a form whose names have brackets (`a[b][0]=x`), as the tree they mean. */
export type FormTree = { [name: string]: FormTree | string };

export function formFields(body: string): FormTree {
  const tree: FormTree = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const steps = name.split(/[[\]]+/).filter((step) => step !== '');
    const last = steps.pop()!;
    const leaf = steps.reduce<FormTree>((at, step) => (at[step] ??= {}) as FormTree, tree);
    leaf[last] = value;
  }
  return tree;
}

export function textOf(tree: FormTree, ...steps: readonly string[]): string | undefined {
  const found = steps.reduce<FormTree | string | undefined>(
    (at, step) => (typeof at === 'object' ? at[step] : undefined),
    tree,
  );
  return typeof found === 'string' ? found : undefined;
}

/** The names and texts of one level: what was sent as `metadata`. */
export function textsOf(tree: FormTree, ...steps: readonly string[]): Record<string, string> {
  const found = steps.reduce<FormTree | string | undefined>(
    (at, step) => (typeof at === 'object' ? at[step] : undefined),
    tree,
  );
  return typeof found === 'object' ? (found as Record<string, string>) : {};
}
