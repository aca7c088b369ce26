import { ArrowLeft, CalendarDays, Printer } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PrintJobView } from '../../ipc/bindings';
import { useDeskTime } from '../../shared/clock';
import { Button } from '../../shared/components/Button';
import { Empty, Skeleton } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { TopLine } from '../../shared/components/TopLine';
import { deskDay } from '../../shared/format/day';
import { useKeys } from '../../shared/keys/useKeys';
import { useNav } from '../../shared/nav';
import { PaperChoice } from '../../shared/paper/PaperChoice';
import { lastTicket } from '../../shared/paper/state';
import { usePaper } from '../../shared/paper/usePaper';
import { useAct, useAsk } from '../../shared/query';
import { useTurn } from '../../shared/useTurn';
import { BatchBar } from './BatchBar';
import { DayStepper, stepDay } from './DayStepper';
import { LastSheets } from './LastSheets';
import { type Opened, PickupDetail } from './PickupDetail';
import { PickupList } from './PickupList';
import { PrinterHealth } from './PrinterHealth';
import { PrinterSetUp } from './PrinterSetUp';
import { Questions } from './Questions';
import { ScanField } from './ScanField';
import { ScannedCard } from './ScannedCard';
import { useBatch, usePickups } from './usePickups';
import { useScanner } from './useScanner';

/** Who comes today, what is not on paper yet, and what a printer left open. */
export function PrintRoom({ tools }: { tools?: ReactNode }) {
  const t = useTranslations('room');
  const tp = useTranslations('tickets');
  const ts = useTranslations('scan');
  const nav = useNav();
  const deskTime = useDeskTime();
  const input = useRef<HTMLInputElement>(null);
  const today = deskDay(deskTime());
  const [wished, setDay] = useState<string | null>(null);
  const day = wished ?? today;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [settingUp, setSettingUp] = useState(false);
  /** In a narrow window: the printers and the last sheets in place of the list. */
  const [side, setSide] = useState(false);
  const asked = useRef(0);
  const paper = usePaper();
  const pickups = usePickups(day);
  const batch = useBatch();
  const room = useAsk(
    'list_prints',
    { open_only: false },
    {
      staleTime: 0,
      refetchInterval: ({ state }) =>
        state.data?.batches.some((one) => one.state === 'running') ? 2_000 : false,
    },
  );
  const scan = useAct('scan_ticket');
  const lookUp = (code: string) => scan.mutate({ code });
  useScanner(lookUp);

  const jobs = room.data?.jobs ?? [];
  const doubts = jobs.filter((job) => job.state === 'doubtful').reverse();
  const batches = room.data?.batches ?? [];
  const live = batches.filter((one) => one.state !== 'done');
  // The one that ended last stays in sight until the next begins.
  const ended = live.length === 0 ? batches.slice(0, 1) : [];
  const orders = pickups.printable.map(({ order }) => order.id);
  const printAll = () => paper.choice && batch.print(orders, paper.choice.media);
  const open = (order: string) => setOpened({ order, again: null });
  const close = () => {
    setOpened(null);
    setSide(false);
    scan.reset();
  };
  const again = (job: PrintJobView | undefined) => {
    const [ticket] = job?.tickets ?? [];
    if (!job || !ticket) return;
    asked.current += 1;
    setOpened({ order: job.order, again: { ticket: ticket.distribution, asked: asked.current } });
  };
  const { printersAsked } = nav;
  useEffect(() => {
    if (printersAsked > 0) setSettingUp(true);
  }, [printersAsked]);
  const before = document.documentElement.dir === 'rtl' ? 1 : -1;
  useKeys({
    '/': () => {
      input.current?.focus();
      input.current?.select();
    },
    'ctrl+p': printAll,
    'alt+arrowleft': () => setDay(stepDay(day, before)),
    'alt+arrowright': () => setDay(stepDay(day, -before)),
    r: () => again(lastTicket(jobs)),
    escape: close,
  });
  const { query, items, chosen } = pickups;
  const unset = paper.known && paper.choice === null;
  const aside = opened !== null || scan.data !== undefined || scan.error !== null || scan.isPending || side;
  const turn = useTurn(aside);
  return (
    <>
      <TopLine end={tools}>
        <h1 className="text-md font-semibold max-mid:hidden">{t('title')}</h1>
        <DayStepper day={day} today={today} onDay={setDay} />
        <span className="flex-1 max-narrow:hidden" />
        <ScanField inputRef={input} onCode={lookUp} onClear={close} />
      </TopLine>
      <div className="split" data-open={aside}>
        <section
          ref={turn.list}
          tabIndex={-1}
          aria-label={t('pickups')}
          className="split-list room-list outline-none!"
        >
          <Questions jobs={doubts} />
          {[...live, ...ended].map((one, n) => (
            <BatchBar key={one.id} batch={one} first={n === 0} />
          ))}
          <div className="flex flex-none flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2 max-narrow:px-2">
            <span
              className="min-w-0 flex-1 truncate text-ink-2 max-narrow:sr-only"
              role="status"
              data-testid="room-sum"
            >
              {items.length > 0 &&
                (chosen.length > 0
                  ? t('chosen', { n: chosen.length })
                  : t('sum', { orders: items.length, tickets: pickups.toPrintAll }))}
            </span>
            <Button className="split-turn" onPress={() => setSide(true)} data-testid="room-more">
              {t('roomSide')}
            </Button>
            <PaperChoice
              paper={paper}
              className="contents"
              quiet={live.some((one) => one.state === 'stopped')}
            />
            {unset ? (
              <Button onPress={() => setSettingUp(true)} data-testid="room-choose-printer">
                <Printer className="size-4" aria-hidden="true" />
                {tp('setUp')}
              </Button>
            ) : (
              <Button
                kind={pickups.toPrint > 0 ? 'primary' : 'plain'}
                keys="Control+P"
                isDisabled={orders.length === 0 || batch.busy || paper.choice === null}
                onPress={printAll}
                data-testid="print-batch"
              >
                <Printer className="size-4" aria-hidden="true" />
                {t(chosen.length > 0 ? 'printChosen' : 'printAll', { n: pickups.toPrint })}
              </Button>
            )}
          </div>
          {batch.problem && <ProblemNote className="m-3" problem={batch.problem} />}
          {query.error ? (
            <ProblemNote className="m-4" problem={query.error} onRetry={() => void query.refetch()} />
          ) : query.data && items.length === 0 ? (
            <Empty
              icon={<CalendarDays className="size-6" aria-hidden="true" />}
              title={t('none')}
              className="flex-1"
            >
              <p>{t('noneHint')}</p>
              <Button className="mt-3" onPress={() => setDay(stepDay(day, 1))}>
                {t('next')}
              </Button>
            </Empty>
          ) : (
            <PickupList
              items={items}
              loading={query.isPending}
              label={t('pickups')}
              chosen={chosen.map(({ order }) => order.id)}
              opened={opened?.order ?? null}
              onChoose={pickups.choose}
              onOpen={open}
            />
          )}
        </section>
        <aside
          ref={turn.side}
          tabIndex={-1}
          className="split-side scroll outline-none!"
          aria-label={t('title')}
        >
          <div className="flex flex-col gap-5 p-4 max-narrow:p-3">
            <Button kind="quiet" className="split-turn -ms-3 self-start" onPress={close}>
              <ArrowLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
              {t('pickups')}
            </Button>
            {scan.isPending && (
              <div role="status">
                <span className="sr-only">{ts('looking')}</span>
                <Skeleton className="h-32 rounded-lg" />
              </div>
            )}
            {scan.error && (
              <div className="flex flex-col items-start gap-2" data-testid="scan-problem">
                <ProblemNote className="w-full" problem={scan.error} />
                <Button onPress={close}>{t('close')}</Button>
              </div>
            )}
            {scan.data && <ScannedCard found={scan.data} onOpen={open} onClose={close} />}
            {opened && <PickupDetail key={opened.order} opened={opened} onClose={close} />}
            <PrinterHealth onSetUp={() => setSettingUp(true)} />
            {room.error ? (
              <ProblemNote problem={room.error} onRetry={() => void room.refetch()} />
            ) : (
              <LastSheets jobs={jobs} loading={room.isPending} onAgain={again} />
            )}
          </div>
        </aside>
      </div>
      {settingUp && <PrinterSetUp onClose={() => setSettingUp(false)} />}
    </>
  );
}
