import { commandNamesIn } from './command-names';

const key = { parameters: [{ name: 'Idempotency-Key' }] };

describe('the names of commands', () => {
  it('are those of the routes that need a key, in their order, each once', () => {
    const paths = {
      '/v1/accounts/{accountId}/grants': { post: { operationId: 'GrantCreditsController_handle', ...key } },
      '/v1/accounts': {
        get: { operationId: 'AccountsQueryController_handle' },
        post: { operationId: 'OpenAccountController_handle', ...key },
      },
      '/v1/also': { post: { operationId: 'GrantCreditsController_handle', ...key } },
    };
    expect(commandNamesIn({ paths })).toEqual(['GrantCredits', 'OpenAccount']);
  });

  it('leave out sessions, batches and what only asks', () => {
    const paths = {
      '/v1/session': { post: { operationId: 'SessionController_handle' } },
      '/v1/commands': { post: { operationId: 'BatchController_handle', ...key } },
      '/v1/catalog': { get: { operationId: 'CatalogController_handle', ...key } },
    };
    expect(commandNamesIn({ paths })).toEqual([]);
  });
});
