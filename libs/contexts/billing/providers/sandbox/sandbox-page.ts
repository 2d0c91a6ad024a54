import { createHash } from 'node:crypto';
import { formatMoney } from '@ledgerline/kernel';
import { SANDBOX_ACTS } from './sandbox-acts';
import type { SandboxState, SandboxTerms } from './sandbox-events';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 30rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; margin: 0; }
.note { opacity: .75; font-size: .875rem; }
.amount { font-size: 2rem; font-weight: 600; margin: .25rem 0; }
button { display: block; width: 100%; min-height: 2.75rem; margin: .5rem 0; font: inherit;
  border: 1px solid currentColor; border-radius: .5rem; background: transparent; color: inherit; }
button.first { background: #1f5fd0; border-color: #1f5fd0; color: #fff; font-weight: 600; }
select { font: inherit; width: 100%; min-height: 2.75rem; }
ol { padding-left: 1.25rem; }
`;

/** Nothing from elsewhere, no script at all, and only these styles. */
export const SANDBOX_PAGE_SECURITY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The checkout as the buyer sees it, and what a buyer never sees: buttons that play the bank. */
export function sandboxPage(state: SandboxState & { readonly terms: SandboxTerms }): string {
  const { checkoutId, description, amountMinor, currency, returnUrl, orderId } = state.terms;
  const acts = Object.entries(SANDBOX_ACTS).filter(([, act]) => act.isOpen(state));
  const buttons = acts.map(
    ([name, { label }], i) => `
      <form method="post" action="/sandbox/checkout/${text(checkoutId)}/${name}">
        ${TAKES_CARD.test(name) ? CARDS : ''}
        <button${i === 0 ? ' class="first"' : ''}>${text(label)}</button>
      </form>`,
  );
  const told = state.told.map(
    ({ fact, at }) => `<li>${text(fact.kind)} <span class="note">${text(at)}</span></li>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sandbox checkout</title><style>${STYLE}</style>
  </head>
  <body>
    <h1>Sandbox checkout</h1>
    <p class="note">No money moves here: this page plays the buyer and the bank.</p>
    <main>
      <p>${text(description)}</p>
      <p class="amount">${formatMoney(amountMinor, currency)} ${text(currency)}</p>
      <p class="note">Order ${text(orderId)}</p>
      ${buttons.join('')}
      ${told.length > 0 ? `<h2>Told by webhook</h2><ol>${told.join('')}</ol>${resend(checkoutId)}` : ''}
      ${returnUrl ? `<p><a href="${text(returnUrl)}">Back to the shop</a></p>` : ''}
    </main>
  </body>
</html>
`;
}

const TAKES_CARD = /^pay|^keep-card$/;

const CARDS = `<label class="note">Card <select name="card">
          <option value="own">a card of your own, visa 4242</option>
          <option value="shared">a card that others use too, visa 4242</option>
          <option value="declined">a card that pays now, and is declined when it is charged later</option>
        </select></label>`;

function resend(checkoutId: string): string {
  return `<form method="post" action="/sandbox/checkout/${text(checkoutId)}/tell-again">
        <button>Send all of it again</button></form>`;
}

function text(given: string): string {
  return given.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
