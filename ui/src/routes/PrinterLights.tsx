import { useTranslations } from 'use-intl';
import { useNav } from '../shared/nav';
import { lightOf, PrinterDot } from '../shared/paper/PrinterDot';
import { useAsk } from '../shared/query';

/** The printers this desk uses; one that needs somebody says why. */
export function PrinterLights() {
  const t = useTranslations('printers');
  const nav = useNav();
  const { data: printers } = useAsk('list_printers', {}, { refetchInterval: 20_000 });
  const { data: choices } = useAsk('list_printer_choices', {});
  const used = new Set((choices ?? []).flatMap(({ printer }) => (printer === null ? [] : [printer])));
  const shown = (printers ?? []).filter(({ name }) => used.has(name));
  return shown.map((printer) => {
    const light = lightOf(printer);
    const why = printer.reasons[0] ?? t(`state_${printer.state}`);
    return (
      <button
        key={printer.name}
        type="button"
        data-testid="printer-light"
        data-light={light}
        title={why}
        onClick={() => nav.go('prints')}
        className="flex max-w-[220px] min-w-0 items-center gap-1.5 rounded-sm px-0.5 whitespace-nowrap hover:text-ink max-mid:hidden"
      >
        <PrinterDot light={light} />
        <span className="truncate" dir="auto">
          {printer.name}
          {light !== 'good' && <span className="text-ink-2"> · {why.replace(/\.$/, '')}</span>}
        </span>
        <span className="sr-only">{t(`state_${printer.state}`)}</span>
      </button>
    );
  });
}
