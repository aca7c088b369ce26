import type { PrinterView } from '../../ipc/bindings';

export type Light = 'good' | 'warn' | 'loss';
const DOT: Record<Light, string> = { good: 'bg-good', warn: 'bg-warn', loss: 'bg-loss' };

/** Ready, soon in need of somebody, or standing still. */
export const lightOf = ({ state, accepting, reasons }: PrinterView): Light =>
  state === 'stopped' || state === 'offline' || !accepting ? 'loss' : reasons.length > 0 ? 'warn' : 'good';

/** The colour of what is said in words beside it. */
export function PrinterDot({ light, className = '' }: { light: Light; className?: string }) {
  return <span className={`size-2 flex-none rounded-full ${DOT[light]} ${className}`} aria-hidden="true" />;
}
