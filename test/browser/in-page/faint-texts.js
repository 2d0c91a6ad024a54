/* global document, getComputedStyle, NodeFilter */
// Runs in the page: texts whose contrast against what lies behind them misses WCAG AA.
(() => {
  const AA = 4.5;
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((value, i) => value * a + below[i] * (1 - a));

  function backgroundOf(element) {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const colour = channels(getComputedStyle(each).backgroundColor);
      layers.push(colour);
      if ((colour[3] ?? 1) === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  }

  function contrastOf(element) {
    const background = backgroundOf(element);
    const text = over(channels(getComputedStyle(element).color), background);
    const [dark, light] = [luminance(text), luminance(background)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  const faint = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    if (!text || element.closest('script, noscript, option, :disabled, [data-outdated="true"]')) continue;
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('svg, canvas')) continue;
    const contrast = contrastOf(element);
    if (contrast < AA) faint.add(`${element.className || element.tagName} "${text}" ${contrast.toFixed(2)}`);
  }
  return [...faint];
})();
