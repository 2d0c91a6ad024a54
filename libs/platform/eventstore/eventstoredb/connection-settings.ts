/** What a connection string says, with the credentials taken out of it. */
export interface ConnectionSettings {
  /** The connection string without user and password. */
  readonly url: string;
  /** Passed with every call: that selects the RPC that appends once, see decision 0013. */
  readonly credentials: Credentials;
  /** Where it leads, for messages: never holds a password. */
  readonly where: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The connection string cannot be used; the message says what to write instead, and quotes no password. */
export class ConnectionStringInvalid extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConnectionStringInvalid';
  }
}

const FORM = 'esdb://user:password@host:port?tls=true, or esdb+discover://… for a cluster';
const PARTS = /^(esdb(?:\+discover)?:\/\/)(?:([^:@/?#\s]+):([^@/?#\s]+)@)?([^@/?#\s]+)\/?(\?[^#\s]*)?$/;
const HOST = /^[A-Za-z0-9._-]+(?::\d{1,5})?$/;

/** What EventStoreDB is installed with: everybody knows it. */
const DEFAULT_CREDENTIALS: Credentials = { username: 'admin', password: 'changeit' };
/** A server without security ignores who asks; naming somebody still selects the RPC. */
const NOBODY: Credentials = { username: 'ledgerline', password: 'ledgerline' };

/**
 * Takes a connection string apart.
 * @throws ConnectionStringInvalid when it has another form, or, in production, no credentials of its own
 */
export function connectionSettings(
  connectionString: string,
  { production }: { readonly production: boolean },
): ConnectionSettings {
  const [, scheme, user, password, hosts, query = ''] = PARTS.exec(connectionString.trim()) ?? [];
  if (!scheme || !hosts || !hosts.split(',').every((host) => HOST.test(host))) {
    throw new ConnectionStringInvalid(`expected ${FORM}`);
  }
  const given = user && password ? { username: decoded(user), password: decoded(password) } : undefined;
  if (production) refuseWeak(given, query);
  const url = `${scheme}${hosts}${query}`;
  return { url, credentials: given ?? NOBODY, where: `${scheme}${hosts}` };
}

function refuseWeak(given: Credentials | undefined, query: string): void {
  if (!given) throw new ConnectionStringInvalid('it names no user and password, which production needs');
  const { username, password } = DEFAULT_CREDENTIALS;
  if (given.password === password || (given.username === username && given.password === username)) {
    throw new ConnectionStringInvalid('it has the credentials that EventStoreDB is installed with');
  }
  if (/[?&]tls=false(?:&|$)/i.test(query)) {
    throw new ConnectionStringInvalid(
      'it says tls=false: credentials are neither sent nor checked without TLS',
    );
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConnectionStringInvalid(`user and password are percent-encoded; expected ${FORM}`);
  }
}
