import { connectionSettings } from './connection-settings';

const inProduction = { production: true };
const elsewhere = { production: false };

describe('the connection string of EventStoreDB', () => {
  it('gives its credentials to the calls and keeps none in the client’s own string', () => {
    const { url, credentials } = connectionSettings(
      'esdb://me:p%40ss@db.example:2113?tls=true',
      inProduction,
    );
    expect(url).toBe('esdb://db.example:2113?tls=true');
    expect(credentials).toEqual({ username: 'me', password: 'p@ss' });
  });

  it('names somebody to a server without users, for that selects the RPC that appends once', () => {
    const { credentials } = connectionSettings('esdb://127.0.0.1:2113?tls=false', elsewhere);
    expect(credentials.username).not.toBe('');
  });

  it('leads to a cluster', () => {
    const { url, where } = connectionSettings(
      'esdb+discover://me:pw@a:1,b:2/?nodePreference=leader',
      elsewhere,
    );
    expect(url).toBe('esdb+discover://a:1,b:2?nodePreference=leader');
    expect(where).toBe('esdb+discover://a:1,b:2');
  });

  it.each([
    ['esdb://db:2113', /no user and password/],
    ['esdb://admin:changeit@db:2113', /installed with/],
    ['esdb://ops:changeit@db:2113', /installed with/],
    ['esdb://admin:admin@db:2113', /installed with/],
    ['esdb://me:secret@db:2113?tls=false', /tls=false/],
  ])('refuses %s in production, and takes it elsewhere', (text, why) => {
    expect(() => connectionSettings(text, inProduction)).toThrow(why);
    expect(() => connectionSettings(text, elsewhere)).not.toThrow();
  });

  it.each([
    '',
    'postgresql://a:b@c/d',
    'esdb://',
    'esdb://a:secret@',
    'esdb://a:secret@b@c',
    'esdb://h:port',
  ])('refuses %j with the form that is expected, and quotes no password', (text) => {
    const refused = (): unknown => connectionSettings(text, elsewhere);
    expect(refused).toThrow(/expected esdb:\/\//);
    expect(refused).not.toThrow(/secret/);
  });
});
