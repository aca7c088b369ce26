import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { PaymentKindView } from '../../../ipc/bindings';
import { Field } from '../../components/Field';
import { Picker } from '../../components/Picker';
import { plainAmount } from '../../format/amount';
import { useFormat } from '../../format/useFormat';
import { heard } from '../../keys/heard';
import { Kbd } from '../../keys/Kbd';
import { KIND_KEYS, KINDS, TILL_CURRENCIES } from './kinds';
import type { Payment } from './usePayment';

/** What is wrong with what was typed, as a sentence. */
function useWrongSentence() {
  const t = useTranslations('pay');
  const f = useFormat();
  return ({ wrong, amount, taken, single, tillCurrency }: Payment): string | null => {
    if (!wrong || !single) return null;
    const digits = wrong.field === 'taken' && tillCurrency !== single.currency ? 2 : single.digits;
    const currency = wrong.field === 'taken' ? tillCurrency : single.currency;
    switch (wrong.why) {
      case 'tooFine':
        return t('tooFine', { currency, n: digits });
      case 'tooMuch':
        return t('tooMuch', { open: f.money(single) });
      case 'tooLittle':
        return taken && amount ? t('tooLittle', { taken: f.money(taken), amount: f.money(amount) }) : null;
      case 'empty':
      case 'nothing':
        return t('nothing');
      case 'tooLarge':
        return t('tooLarge');
      case 'notAmount':
        return t('notAmount');
    }
  };
}

/** How it is paid: a kind, how much, and for cash what was handed over and what goes back. */
export function PaymentForm({ payment, isDisabled }: { payment: Payment; isDisabled: boolean }) {
  const t = useTranslations('pay');
  const f = useFormat();
  const sentence = useWrongSentence()(payment);
  const { single, kind, change, foreign, amount } = payment;
  const currencies = single
    ? [single.currency, ...TILL_CURRENCIES.filter((code) => code !== single.currency)]
    : [];
  const onEnter = (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    if (!(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const home = event.currentTarget.closest('[data-screen]') ?? document;
    home.querySelector<HTMLElement>('[data-testid="primary-action"], [data-testid="confirm-order"]')?.focus();
  };
  return (
    <div role="group" aria-label={t('how')} className="flex flex-col gap-1.5" onKeyDown={onEnter}>
      <div className="flex items-center justify-between text-xs text-ink-2">
        <span>{t('how')}</span>
        <Kbd>{`Alt ${KINDS.map((one) => KIND_KEYS[one]).join(' ')}`}</Kbd>
      </div>
      <ToggleButtonGroup
        aria-label={t('how')}
        selectionMode="single"
        disallowEmptySelection
        isDisabled={isDisabled}
        selectedKeys={[kind]}
        onSelectionChange={(keys) => payment.choose([...keys][0] as PaymentKindView)}
        className="segments w-full"
      >
        {KINDS.map((one) => (
          <ToggleButton
            key={one}
            id={one}
            className="segment min-h-[24px]! flex-1 justify-center text-center"
            data-testid={`payment-kind-${one}`}
            render={heard(`Alt+${KIND_KEYS[one]}`)}
          >
            {t(`kind_${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {single ? (
        <>
          <div className="grid grid-cols-[88px_minmax(0,1fr)] gap-2">
            <Field
              label={t('amount', { currency: single.currency })}
              inputMode="decimal"
              autoComplete="off"
              className="num"
              isDisabled={isDisabled}
              value={payment.amountText ?? plainAmount(single)}
              isInvalid={payment.wrong?.field === 'amount'}
              onChange={payment.setAmount}
              data-testid="payment-amount"
            />
            {kind === 'cash' && (
              <div className="flex min-w-0 items-end gap-1">
                <Field
                  label={t('taken')}
                  placeholder="Alt H"
                  inputMode="decimal"
                  autoComplete="off"
                  className="num min-w-0 flex-1"
                  isDisabled={isDisabled}
                  value={payment.takenText}
                  isInvalid={payment.wrong?.field === 'taken'}
                  onChange={payment.setTaken}
                  data-testid="payment-taken"
                />
                <Picker
                  label={t('tillCurrency')}
                  options={currencies.map((code) => ({ id: code, name: code }))}
                  value={payment.tillCurrency}
                  onChange={payment.setTillCurrency}
                  className="w-[76px] flex-none"
                  isDisabled={isDisabled}
                  data-testid="payment-currency"
                />
              </div>
            )}
            {kind === 'other' && (
              <Field
                label={t('note')}
                autoComplete="off"
                isDisabled={isDisabled}
                value={payment.note}
                onChange={payment.setNote}
                data-testid="payment-note"
              />
            )}
          </div>
          <p
            role="status"
            className={`min-h-[18px] text-sm [@media(min-height:621px)]:min-h-[34px] ${sentence ? 'text-loss' : 'text-ink-2'}`}
          >
            {sentence ??
              (change ? (
                <span className="flex items-baseline justify-between">
                  {t('change')}
                  <b className="num text-md leading-none font-semibold text-ink" data-testid="payment-change">
                    {f.money(change)}
                  </b>
                </span>
              ) : foreign ? (
                t('notConverted', { amount: amount ? f.money(amount) : single.currency })
              ) : payment.isPart && amount ? (
                t('restStays', { rest: f.money({ ...single, minor: single.minor - amount.minor }) })
              ) : (
                ''
              ))}
          </p>
        </>
      ) : (
        <ul className="text-end">
          {payment.open.map((open) => (
            <li key={open.currency} data-testid="payment-amount">
              {f.money(open)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
