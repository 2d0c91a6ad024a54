/* global document, localStorage */
// Runs before the first paint: a module would come too late, and a dark page would flash white.
try {
  const choice = localStorage.getItem('ledgerline-theme');
  if (choice === 'dark' || choice === 'light') document.documentElement.dataset.theme = choice;
} catch {
  // Storage can be forbidden; then the system's preference decides.
}
