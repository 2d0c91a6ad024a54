/** The API's own description (OpenAPI), as far as the page reads it. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation | undefined>>>>;
}

interface ApiOperation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly name?: string }[];
}

const OF_COMMAND = /^([A-Z][A-Za-z]+)Controller_handle$/;
/** Takes commands of any name, so it is none itself. */
const BATCHES = '/v1/commands';

/** A command is what needs an `Idempotency-Key`; its route is named after it. */
export function commandNamesIn({ paths }: ApiDescription): readonly string[] {
  const names = Object.entries(paths).flatMap(([path, { post }]) => {
    const isCommand = post?.parameters?.some(({ name }) => name?.toLowerCase() === 'idempotency-key');
    const name = OF_COMMAND.exec(post?.operationId ?? '')?.[1];
    return isCommand && name && path !== BATCHES ? [name] : [];
  });
  return [...new Set(names)].sort();
}
