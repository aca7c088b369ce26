import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'use-intl';
import { directionOf, LANGUAGES, type Language, messagesOf } from './messages';

const KEY = 'counterfoil.language';
const Chosen = createContext<{ language: Language; setLanguage: (to: Language) => void }>({
  language: 'en',
  setLanguage: () => undefined,
});
export const useLanguage = () => useContext(Chosen);

function kept(): Language {
  const word = localStorage.getItem(KEY);
  return word && word in LANGUAGES ? (word as Language) : 'en';
}

/** English keeps the region of the system, so that weeks and dates look at home. Figures stay Latin in every language. */
function localeOf(language: Language): string {
  if (language === 'ar') return 'ar-u-nu-latn-ca-gregory';
  const own = navigator.languages?.find((l) => l.startsWith('en-'));
  return own ?? 'en-GB';
}

/** The window's language, its direction, and who formats its numbers. */
export function Words({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(kept);
  const locale = localeOf(language);
  useEffect(() => {
    localStorage.setItem(KEY, language);
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);
  const chosen = useMemo(() => ({ language, setLanguage }), [language]);
  return (
    <Chosen.Provider value={chosen}>
      <IntlProvider
        locale={locale}
        messages={messagesOf(language)}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        <I18nProvider locale={locale}>{children}</I18nProvider>
      </IntlProvider>
    </Chosen.Provider>
  );
}
