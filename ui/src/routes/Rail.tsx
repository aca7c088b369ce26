import {
  type LucideIcon,
  Mail,
  Moon,
  Printer,
  ReceiptText,
  Search,
  SlidersHorizontal,
  Sun,
} from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../shared/components/Button';
import { SCREENS, type Screen, useNav } from '../shared/nav';
import { toggleTheme, useShownTheme } from '../shared/theme/theme';
import { LateTruth } from './LateTruth';
import { StubMark } from './StubMark';
import { useWaiting, Waiting } from './Waiting';

/** The rooms of the desk. A new room is a new line here and in `App`. */
const ICONS: Record<Screen, LucideIcon> = {
  sell: Search,
  orders: ReceiptText,
  prints: Printer,
  outbox: Mail,
  admin: SlidersHorizontal,
};

export function Rail() {
  const t = useTranslations('shell');
  const nav = useNav();
  const theme = useShownTheme();
  const waiting = useWaiting();
  return (
    <nav
      aria-label={t('screens')}
      className="row-start-2 flex flex-col items-center gap-1 border-e border-line bg-panel py-2.5"
    >
      <StubMark className="mb-2.5 w-[30px] flex-none text-accent rtl:-scale-x-100" />
      {SCREENS.map((screen, n) => {
        const Icon = ICONS[screen];
        const on = nav.screen === screen;
        return (
          <button
            key={screen}
            type="button"
            data-testid={`nav-${screen}`}
            aria-current={on ? 'page' : undefined}
            aria-keyshortcuts={`Alt+${n + 1}`}
            title={`${t(screen)} (Alt ${n + 1})`}
            onClick={() => nav.go(screen)}
            className={`relative flex h-11 w-11 flex-col items-center justify-center gap-0.5 rounded-md text-tiny ${on ? 'bg-accent-soft font-semibold text-accent' : 'text-ink-2 hover:bg-sunken'}`}
          >
            <Icon className="size-[17px]" strokeWidth={1.8} aria-hidden="true" />
            {t(screen)}
            <Waiting count={waiting[screen] ?? 0} />
          </button>
        );
      })}
      <span className="flex-1" />
      <LateTruth />
      <Button
        kind="quiet"
        icon
        aria-label={theme === 'dark' ? t('toLight') : t('toDark')}
        onPress={toggleTheme}
        data-testid="theme-toggle"
      >
        {theme === 'dark' ? (
          <Sun className="size-4" aria-hidden="true" />
        ) : (
          <Moon className="size-4" aria-hidden="true" />
        )}
      </Button>
    </nav>
  );
}
