import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { TopLine } from '../../shared/components/TopLine';
import { type AdminTab, useNav } from '../../shared/nav';
import { CitiesTab } from './cities/CitiesTab';
import { LayoutsTab } from './layouts/LayoutsTab';
import { MailTab } from './mail/MailTab';
import { RefreshTab } from './refresh/RefreshTab';
import { SettingsTab } from './SettingsTab';
import { SuppliersTab } from './suppliers/SuppliersTab';

const TABS: AdminTab[] = ['cities', 'refresh', 'suppliers', 'layouts', 'mail', 'desk'];

/** What the administrator keeps: cities, the catalogue, suppliers, layouts of tickets, mail, this desk. */
export function AdminScreen({ tools }: { tools?: ReactNode }) {
  const t = useTranslations('admin');
  const nav = useNav();
  return (
    <Tabs
      className="flex min-h-0 flex-1 flex-col outline-none!"
      selectedKey={nav.adminTab}
      onSelectionChange={(key) => nav.openAdmin(key as AdminTab)}
    >
      <TopLine end={tools}>
        <h1 className="text-md font-semibold max-narrow:hidden">{t('title')}</h1>
        <TabList aria-label={t('title')} className="flex h-12 gap-1">
          {TABS.map((tab) => (
            <Tab
              key={tab}
              id={tab}
              data-testid={`admin-${tab}`}
              className="grid h-full cursor-default place-items-center border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-ink-2 -outline-offset-2! data-hovered:text-ink data-selected:border-accent data-selected:text-accent"
            >
              {t(tab)}
            </Tab>
          ))}
        </TabList>
      </TopLine>
      <TabPanel id="cities" className="flex min-h-0 flex-1 flex-col outline-none">
        <CitiesTab />
      </TabPanel>
      <TabPanel id="refresh" className="scroll min-h-0 flex-1 outline-none">
        <RefreshTab />
      </TabPanel>
      <TabPanel id="suppliers" className="scroll min-h-0 flex-1 outline-none">
        <SuppliersTab />
      </TabPanel>
      {/* A layout that is being changed stays as it was left, whatever tab one looks at. */}
      <TabPanel
        id="layouts"
        shouldForceMount
        className="flex min-h-0 flex-1 flex-col outline-none data-inert:hidden"
      >
        <LayoutsTab active={nav.adminTab === 'layouts'} />
      </TabPanel>
      <TabPanel id="mail" className="scroll min-h-0 flex-1 outline-none">
        <MailTab />
      </TabPanel>
      <TabPanel id="desk" className="scroll min-h-0 flex-1 outline-none">
        <SettingsTab />
      </TabPanel>
    </Tabs>
  );
}
