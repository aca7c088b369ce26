import { Check, Copy as CopyIcon, Mail, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox, GridList, GridListHeader, GridListItem, GridListSection } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { DistributionView, GroupView } from '../../ipc/bindings';
import { TicketStatus } from './TicketStatus';
import type { TicketDesk } from './useTicketDesk';

/** Its number, and what is known of its paper and mail, shortly. */
function Marks({ ticket, onTheWay }: { ticket: DistributionView; onTheWay: boolean }) {
  const t = useTranslations('tickets');
  const marks: ReactNode[] = [];
  const mark = (key: string, icon: ReactNode, text: string, tone = 'text-ink-2') =>
    marks.push(
      <span key={key} className={`inline-flex items-center gap-1 whitespace-nowrap ${tone}`}>
        {icon}
        {text}
      </span>,
    );
  const icon = 'size-3 flex-none';
  if (onTheWay)
    mark('way', <Printer className={`${icon} pulse`} aria-hidden="true" />, t('withPrinter'), 'text-accent');
  else if (ticket.in_doubt > 0)
    mark('doubt', <Printer className={icon} aria-hidden="true" />, t('inDoubt'), 'text-warn');
  else if (ticket.printed > 0) mark('paper', <Printer className={icon} aria-hidden="true" />, t('printed'));
  if (ticket.copies > 0)
    mark('copies', <CopyIcon className={icon} aria-hidden="true" />, t('copies', { n: ticket.copies }));
  if (ticket.mailed) mark('mail', <Mail className={icon} aria-hidden="true" />, t('mailed'));
  // One line from the beginning: no row grows when its sheet comes out.
  return (
    <span className="flex min-h-[17px] min-w-0 flex-wrap items-baseline gap-x-2.5 text-sm">
      {ticket.ticket_number && (
        <span className="min-w-0 break-all font-mono text-xs text-ink-3">
          <bdi dir="ltr">{ticket.ticket_number}</bdi>
        </span>
      )}
      {marks}
    </span>
  );
}

function Row({ ticket, of, onTheWay }: { ticket: DistributionView; of: number; onTheWay: boolean }) {
  const t = useTranslations('tickets');
  const gone = ticket.void || ticket.replaced_by !== null;
  const name =
    ticket.place === null ? t('document') : t('ticket', { n: String(ticket.place), of: String(of) });
  return (
    <GridListItem
      id={ticket.id}
      textValue={name}
      isDisabled={ticket.replaced_by !== null}
      data-testid="ticket-row"
      data-void={gone}
      className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-sm px-1.5 py-0.5 -outline-offset-2! data-hovered:bg-sunken data-selected:bg-accent-soft"
    >
      {ticket.replaced_by === null ? (
        <Checkbox slot="selection" className="group grid size-4 place-items-center">
          <span className="grid size-4 place-items-center rounded-[4px] border border-line-strong bg-raised group-data-selected:border-accent group-data-selected:bg-accent">
            <Check
              className="size-3 text-on-accent opacity-0 group-data-selected:opacity-100"
              strokeWidth={3}
              aria-hidden="true"
            />
          </span>
        </Checkbox>
      ) : (
        <span />
      )}
      <span className="min-w-0">
        <span className={`block ${gone ? 'text-ink-3 line-through' : ''}`}>{name}</span>
        <Marks ticket={ticket} onTheWay={onTheWay} />
      </span>
      {ticket.replaced_by === null ? (
        <TicketStatus status={ticket.status} />
      ) : (
        <span className="rounded-full border border-loss-line bg-loss-soft px-2 py-px text-sm font-medium text-loss">
          {t('replacedBy')}
        </span>
      )}
    </GridListItem>
  );
}

/** A ticket and the one that took its place stand together, the good one first. */
const inPlace = (tickets: DistributionView[]) =>
  [...tickets].sort(
    (a, b) =>
      (a.place ?? a.number) - (b.place ?? b.number) ||
      Number(a.replaced_by !== null) - Number(b.replaced_by !== null),
  );

type Props = { desk: TicketDesk; groups: GroupView[]; of: number; onTheWay: Set<string> };

/** The tickets of an order by line; what is chosen here is what the buttons mean. */
export function TicketList({ desk, groups, of, onTheWay }: Props) {
  const t = useTranslations('tickets');
  return (
    <GridList
      aria-label={t('title')}
      selectionMode="multiple"
      selectionBehavior="toggle"
      selectedKeys={desk.chosen.map((ticket) => ticket.id)}
      onSelectionChange={(keys) =>
        desk.choose(keys === 'all' ? desk.standing.map((ticket) => ticket.id) : [...keys].map(String))
      }
      className="-mx-1.5 flex flex-col outline-none"
    >
      {groups.map((group) => (
        <GridListSection key={group.id} id={group.id} aria-label={group.label}>
          <GridListHeader className="px-1.5 pt-1 text-sm text-ink-2">
            {t('line', {
              n: String(group.distributions.filter((one) => one.replaced_by === null).length),
              label: group.label,
            })}
          </GridListHeader>
          {inPlace(group.distributions).map((ticket) => (
            <Row key={ticket.id} ticket={ticket} of={of} onTheWay={onTheWay.has(ticket.id)} />
          ))}
        </GridListSection>
      ))}
    </GridList>
  );
}
