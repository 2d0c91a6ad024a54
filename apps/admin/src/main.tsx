import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/shell.css';
import './elements/controls.css';
import './elements/signals.css';
import './elements/surfaces.css';
import './elements/data-table.css';
import './elements/fact-list.css';
import './views/cards.css';
import './views/dashboard/dashboard.css';
import './views/account/account.css';
import './views/audit/audit.css';
import './views/catalog/catalog.css';
import './views/catalog/forms/forms.css';
import './views/explain/explain.css';
import './views/money/money.css';
import { App } from './app/app';
import { Crash } from './app/crash';
import { createQueryClient } from './app/query-client';

const place = document.getElementById('root')!;

createRoot(place, { onUncaughtError: showCrash }).render(
  <StrictMode>
    <App client={createQueryClient()} />
  </StrictMode>,
);

/** React takes a broken tree off the screen; a blank page would say nothing. */
function showCrash(error: unknown): void {
  const fresh = document.createElement('div');
  place.replaceWith(fresh);
  createRoot(fresh).render(<Crash error={error} />);
}
