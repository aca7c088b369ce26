import { useTranslations } from 'use-intl';
import { Picker } from '../../shared/components/Picker';
import { LANGUAGES, type Language } from '../../shared/i18n/messages';
import { useLanguage } from '../../shared/i18n/Words';
import { useAsk } from '../../shared/query';
import { setTheme, type ThemeChoice, useThemeChoice } from '../../shared/theme/theme';

/** How this desk looks and speaks. */
export function SettingsTab() {
  const t = useTranslations('settings');
  const theme = useThemeChoice();
  const { language, setLanguage } = useLanguage();
  const { data: desk } = useAsk('get_desk', {});
  return (
    <div className="mx-auto flex max-w-[560px] flex-col gap-4 p-5 max-narrow:p-3">
      <section className="card p-5">
        <h2 className="mb-3 text-lg font-semibold">{t('appearance')}</h2>
        <div className="grid grid-cols-[1fr_200px] items-center gap-y-3">
          <span>{t('theme')}</span>
          <Picker
            label={t('theme')}
            value={theme}
            onChange={(to) => setTheme(to as ThemeChoice)}
            options={(['system', 'light', 'dark'] as const).map((id) => ({ id, name: t(`theme_${id}`) }))}
          />
          <span>{t('language')}</span>
          <Picker
            label={t('language')}
            data-testid="language"
            value={language}
            onChange={(to) => setLanguage(to as Language)}
            options={Object.entries(LANGUAGES).map(([id, name]) => ({ id, name }))}
          />
        </div>
      </section>
      <p className="text-ink-3">{desk && t('version', { version: desk.version })}</p>
    </div>
  );
}
