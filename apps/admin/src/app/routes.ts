/** Where the reader is: the part of the address after `#`, taken apart. */
export interface Route {
  readonly segments: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** `#/accounts/user-1/statement?type=USAGE` as segments and query; whatever cannot be read is the start. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  try {
    return {
      segments: path.split('/').filter(Boolean).map(decodeURIComponent),
      query: Object.fromEntries(new URLSearchParams(query)),
    };
  } catch {
    return { segments: [], query: {} };
  }
}

/** The address of a view; empty query values are left out. */
export function hrefTo(
  segments: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(set).toString();
  return `#/${segments.map(encodeURIComponent).join('/')}${text && `?${text}`}`;
}
