import { remedyFor } from './open-event-store-db';

describe('what EventStoreDB says at the start', () => {
  it.each([
    [{ type: 'access-denied', message: '' }, /user or the password/],
    [{ message: '14 UNAVAILABLE: … SSL routines:ssl3_get_record:wrong version number' }, /\?tls=false/],
    [{ message: '14 UNAVAILABLE: … write EPROTO' }, /\?tls=false/],
    [{ message: '14 UNAVAILABLE: … self-signed certificate in certificate chain' }, /tlsCAFile/],
    [{ message: '14 UNAVAILABLE: … unable to verify the first certificate' }, /tlsCAFile/],
  ])('ends the start at once where waiting would not help: %j', (error, remedy) => {
    expect(remedyFor(error)).toMatch(remedy);
  });

  it.each([
    '14 UNAVAILABLE: No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:2113',
    'Could not recognize Server Is Not Ready',
    '14 UNAVAILABLE: Name resolution failed for target dns:db:2113',
    'reading ledgerlineStore was not answered within 10000 ms',
  ])('is waited for where it may pass: %s', (message) => {
    expect(remedyFor(new Error(message))).toBeUndefined();
  });
});
