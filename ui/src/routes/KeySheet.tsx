import { useTranslations } from 'use-intl';
import { Dialog } from '../shared/components/Dialog';

/** All keys on one sheet. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations('keys');
  const groups: [string, [string[], string][]][] = [
    [
      t('everywhere'),
      [
        [['Ctrl K'], t('commands')],
        [['Alt 1', '…', 'Alt 5'], t('screens')],
        [['Alt V'], t('customerView')],
        [['Alt N'], t('notices')],
        [['?'], t('help')],
      ],
    ],
    [
      t('find'),
      [
        [['/'], t('focusSearch')],
        [['↑', '↓'], t('move')],
        [['Home', 'End'], t('edges')],
        [['Enter'], t('open')],
        [['*'], t('star')],
        [['Alt F'], t('freeToday')],
        [['Alt G'], t('grid')],
      ],
    ],
    [
      t('choose'),
      [
        [['←', '→', '↑', '↓'], t('day')],
        [['PgUp', 'PgDn'], t('month')],
        [['Enter'], t('take')],
        [['R'], t('askAgain')],
      ],
    ],
    [
      t('sell'),
      [
        [['A', 'C', '…'], t('add')],
        [['Shift A'], t('remove')],
        [['Enter'], t('toCustomer')],
        [['Ctrl Enter'], t('next')],
        [['Alt C', 'Alt D', 'Alt A', 'Alt O'], t('kinds')],
        [['Alt H', 'Alt P'], t('handed')],
        [['B'], t('addMore')],
        [['Ctrl P'], t('print')],
        [['Ctrl M'], t('mail')],
        [['Ctrl S'], t('save')],
        [['Ctrl Shift S'], t('saveAs')],
        [['Ctrl O'], t('openTickets')],
        [['N'], t('newSale')],
        [['Esc'], t('backToSearch')],
      ],
    ],
    [
      t('cities'),
      [
        [['/'], t('filter')],
        [['↑', '↓'], t('move')],
        [['Space'], t('switch')],
        [['X'], t('choosing')],
        [['Shift ↑', 'Shift ↓'], t('range')],
        [['Ctrl A'], t('chooseAll')],
        [['Esc'], t('chooseNone')],
      ],
    ],
    [
      t('orders'),
      [
        [['/'], t('filter')],
        [['↑', '↓'], t('move')],
        [['Enter'], t('open')],
        [['H'], t('holds')],
        [['Delete'], t('release')],
        [['Ctrl P'], t('print')],
        [['Ctrl M'], t('mail')],
      ],
    ],
    [
      t('prints'),
      [
        [['/'], t('scan')],
        [['Alt ←', 'Alt →'], t('day')],
        [['↑', '↓'], t('move')],
        [['Space'], t('pick')],
        [['Ctrl A'], t('chooseAll')],
        [['Ctrl P'], t('printAll')],
        [['Y', 'N'], t('onPaper')],
        [['G'], t('goOn')],
        [['R'], t('again')],
      ],
    ],
  ];
  return (
    <Dialog open={open} onClose={onClose} title={t('title')} wide>
      <div className="columns-2 gap-8 max-narrow:columns-1">
        {groups.map(([title, rows]) => (
          <section key={title} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-semibold">{title}</h3>
            <dl className="grid grid-cols-[minmax(110px,auto)_1fr] gap-x-3 gap-y-1">
              {rows.map(([keys, what]) => (
                <div key={what} className="contents">
                  <dt className="flex flex-wrap items-start gap-1 self-start">
                    {keys.map((key) => (
                      <kbd key={key} className="kbd">
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd className="text-ink-2">{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
