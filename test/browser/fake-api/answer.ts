export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function problem(
  status: number,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const outcome = status >= 500 ? 'not_executed' : 'refused';
  const body = {
    type: `https://ledgerline.example/problems/${code}`,
    title: code,
    ...{ status, detail, code, outcome },
    request_id: 'req-of-the-stand-in',
    retryable: status >= 500,
  };
  return { status, body, headers: { ...headers, 'content-type': 'application/problem+json' } };
}
