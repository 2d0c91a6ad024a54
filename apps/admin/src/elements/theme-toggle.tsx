import { chooseTheme, useTheme } from '../theme/theme-choice';
import { Icon } from './icon';

/** Dark to light and back. Choosing what the system prefers anyway returns to following the system. */
export function ThemeToggle() {
  const { shown } = useTheme();
  const other = shown === 'dark' ? 'light' : 'dark';
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return (
    <button
      type="button"
      className="button button--quiet button--icon"
      title={`Switch to ${other}`}
      onClick={() => chooseTheme(other === system ? 'system' : other)}
    >
      <Icon name={shown === 'dark' ? 'sun' : 'moon'} />
      <span className="hidden-visually">Switch to {other}</span>
    </button>
  );
}
