import type { MediaView, PrinterChoiceInput, PrinterChoiceView, PrinterView } from '../../bindings';
import { problem } from '../problem';

export const MEDIA: MediaView[] = ['a4', 'thermal80', 'stock'];
const PAPER: Record<MediaView, string> = { a4: 'A4', thermal80: 'the 80 mm roll', stock: 'ticket stock' };
const PRINTERS: PrinterView[] = [
  {
    name: 'LaserJet-Desk-3',
    description: 'HP LaserJet, beside desk 3',
    state: 'idle',
    reasons: [],
    accepting: true,
    is_default: true,
  },
  {
    name: 'TM-T88-Counter',
    description: 'Epson TM-T88VI, counter',
    state: 'idle',
    reasons: ['Paper is running low.'],
    accepting: true,
    is_default: false,
  },
  {
    name: 'BOCA-1',
    description: 'Boca Lemur, box office',
    state: 'offline',
    reasons: ['It does not answer; look at its cable and its switch.'],
    accepting: false,
    is_default: false,
  },
];
const CHOICES: PrinterChoiceView[] = [
  { media: 'a4', printer: 'LaserJet-Desk-3', layout: 'A4', language: 'pdf', trouble: null },
  {
    media: 'thermal80',
    printer: 'TM-T88-Counter',
    layout: 'Thermal 80 mm',
    language: 'escpos',
    trouble: null,
  },
  {
    media: 'stock',
    printer: null,
    layout: 'Stock 5.5 × 2 in, 203 dpi',
    language: 'fgl',
    trouble: null,
  },
];

/** What stands in the room and is switched on, and which printer serves which paper. */
export class FakePrinters {
  all: PrinterView[];
  private choices: PrinterChoiceView[];
  constructor(none: boolean) {
    this.all = none ? [] : structuredClone(PRINTERS);
    this.choices = CHOICES.map((choice) => ({ ...choice, printer: none ? null : choice.printer }));
  }

  find(name: string) {
    return this.all.find((printer) => printer.name === name);
  }

  chosen(): PrinterChoiceView[] {
    return this.choices.map((choice) => ({ ...choice, trouble: this.trouble(choice) }));
  }

  private trouble({ media, printer }: PrinterChoiceView): string | null {
    if (printer === null) return `No printer is chosen for ${PAPER[media]}.`;
    const found = this.find(printer);
    if (!found) return `${printer} is gone from this computer.`;
    if (found.state === 'offline') return `${printer} does not answer.`;
    if (found.state === 'stopped') return `${printer} stands still: ${found.reasons[0] ?? 'it was paused.'}`;
    return found.accepting ? null : `${printer} takes no jobs now.`;
  }

  choose({ media, printer, layout, language }: PrinterChoiceInput): PrinterChoiceView[] {
    if (printer !== null && !this.find(printer))
      throw problem('ERR00003', `There is no printer ${printer} on this computer.`, 'Look again.', 'now');
    this.choices = this.choices.map((choice) =>
      choice.media === media ? { media, printer, layout, language, trouble: null } : choice,
    );
    return this.chosen();
  }

  /** The printer for a paper; without one nothing is printed. */
  forPaper(media: MediaView): PrinterChoiceView & { printer: string } {
    const choice = this.chosen().find((one) => one.media === media);
    if (!choice || choice.printer === null)
      throw problem(
        'NO_PRINTER',
        `No printer is chosen for ${PAPER[media]}. Nothing was printed.`,
        'Choose one in the print room, Printers.',
      );
    const printer = this.find(choice.printer);
    if (!printer || printer.state === 'offline' || !printer.accepting)
      throw problem(
        'PRINTER_UNAVAILABLE',
        `${choice.trouble ?? 'The printer takes no jobs now.'} Nothing was printed.`,
        'Switch it on, or choose another printer for this paper.',
        'later',
      );
    return { ...choice, printer: choice.printer };
  }

  usedFor(layout: string): MediaView[] {
    return this.choices
      .filter((choice) => choice.printer !== null && choice.layout === layout)
      .map(({ media }) => media);
  }

  /** Something stands in the way of paper: a jam, an empty tray. */
  stop(name: string, reason: string) {
    const printer = this.find(name);
    if (printer) Object.assign(printer, { state: 'stopped', reasons: [reason] });
  }

  mend(name: string) {
    const printer = this.find(name);
    if (printer) Object.assign(printer, { state: 'idle', reasons: [], accepting: true });
  }

  set(name: string, state: PrinterView['state']) {
    const printer = this.find(name);
    if (printer && (printer.state === 'idle' || printer.state === 'printing')) printer.state = state;
  }
}
