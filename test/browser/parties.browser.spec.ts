import { describePage } from './describe-page';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

describePage('parties', (browser) => {
  let system: SystemUnderTest;
  let seen: Visit;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  beforeEach(async () => {
    seen = await visit(browser(), { url: system.url, key: system.adminKey, at: '#/parties' });
  });
  afterEach(() => seen.end());
  afterAll(() => system?.close());

  const table = (name: string) => seen.page.getByRole('table', { name });
  const dialog = () => seen.page.getByRole('dialog');
  const reasoned = (reason: string) =>
    dialog()
      .getByLabel(/^Reason/)
      .fill(reason);
  const recorded = () =>
    dialog()
      .getByText(/Recorded at position/)
      .waitFor();

  it('are listed with what an admin may read, and lead to their account', async () => {
    const { partyId, member, email } = system.story.workspace;
    await table('parties').getByText(email).waitFor();
    await seen.page.getByLabel('Kind').selectOption('workspace');
    await table('parties').getByRole('link', { name: member }).waitFor({ state: 'detached' });
    await table('parties').getByRole('link', { name: partyId }).click();
    await seen.page.getByText('Guild of Lamplighters', { exact: false }).waitFor();
    expect(seen.page.url()).toContain(`#/accounts/${partyId}/party`);
    expect(seen.complaints).toEqual([]);
  });

  it('of a workspace gain a member and lose it again, with a reason that the audit has', async () => {
    const { partyId, member } = system.story.workspace;
    await seen.go(`#/accounts/${partyId}/party`);
    await seen.page.getByRole('button', { name: 'Add a member' }).click();
    await dialog().getByLabel('User').fill(member);
    await dialog()
      .getByLabel(/^Reason/)
      .fill('asked by phone');
    await reasoned('joins the guild');
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    await recorded();
    await dialog().getByRole('button', { name: 'Done' }).click();
    await table('members').getByRole('link', { name: member }).waitFor();
    await seen.page.getByRole('button', { name: `Remove ${member}` }).click();
    await reasoned('left the guild');
    await dialog().getByRole('button', { name: 'Remove', exact: true }).click();
    await recorded();
    await dialog().getByRole('link', { name: 'See it in the audit' }).click();
    for (const reason of ['left the guild', 'joins the guild']) {
      await seen.page.getByRole('row').filter({ hasText: reason }).first().waitFor();
    }
    expect(seen.complaints).toEqual([]);
  });

  it('say whom invoices are made out to', async () => {
    const { member } = system.story.workspace;
    await seen.go(`#/accounts/${member}/party`);
    await seen.page.getByRole('button', { name: 'Billing details' }).click();
    const fields = { 'Legal name': 'Mill & Sons', Street: 'Mill Lane 1', City: 'Hamburg', Country: 'DE' };
    for (const [label, value] of Object.entries(fields)) await dialog().getByLabel(label).fill(value);
    await dialog()
      .getByLabel(/^Reason/)
      .fill('moved to the mill');
    await reasoned('they moved');
    await dialog().getByRole('button', { name: 'Change', exact: true }).click();
    await recorded();
    await dialog().getByRole('button', { name: 'Done' }).click();
    await seen.page.getByText(/^Mill & Sons, Mill Lane 1/).waitFor();
  });

  it('that nobody registered are told as such: the account works all the same', async () => {
    await seen.go(`#/accounts/${system.story.accountId}/party`);
    await seen.page.getByText('Nobody is registered').waitFor();
  });
});
