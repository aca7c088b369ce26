import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { SupplierView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { CopyText } from '../../../shared/components/CopyText';
import { Dialog } from '../../../shared/components/Dialog';
import { Field } from '../../../shared/components/Field';
import { useTell } from '../../../shared/components/notices';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { useAct } from '../../../shared/query';
import { useFocusKept } from '../../../shared/useFocusKept';
import { KeyField } from './KeyField';
import { KeyringNote } from './KeyringNote';
import { pemTrouble } from './pem';

/** One supplier: where it is, its keys, whether they work. What was typed as a key is forgotten once it is stored. */
export function SupplierForm({ supplier, onLook }: { supplier: SupplierView; onLook: () => void }) {
  const t = useTranslations('suppliers');
  const common = useTranslations('common');
  const f = useFormat();
  const tell = useTell();
  const client = useQueryClient();
  const pemId = useId();
  const [plain, setPlain] = useState({
    base_url: supplier.base_url ?? '',
    currency: supplier.currency,
    language: supplier.language,
  });
  const [apiKey, setApiKey] = useState('');
  const [pem, setPem] = useState('');
  const [file, setFile] = useState<string | null>(null);
  const [entering, setEntering] = useState({ api: false, pem: false });
  const [removing, setRemoving] = useState(false);
  const [tried, setTried] = useState(false);
  const busy = useRef(false);
  const frame = useRef<HTMLElement>(null);
  useFocusKept(frame, supplier);
  const keep = (to: SupplierView) => {
    client.setQueryData<SupplierView[]>(['list_suppliers', {}], (all) =>
      all?.map((s) => (s.key === to.key ? to : s)),
    );
    void client.invalidateQueries({ queryKey: ['get_desk'] });
  };
  const save = useAct('set_supplier', {
    onSuccess: (to) => {
      keep(to);
      setApiKey('');
      setPem('');
      setFile(null);
      setEntering({ api: false, pem: false });
      setTried(false);
      tell({ text: t('saved') });
    },
    onSettled: () => {
      busy.current = false;
    },
  });
  const test = useAct('test_supplier');
  const remove = useAct('remove_supplier_keys', {
    onSuccess: (to) => {
      keep(to);
      setRemoving(false);
      test.reset();
      tell({ text: t('removed') });
    },
  });
  const urlBad = !/^https?:\/\/\S+$/.test(plain.base_url.trim());
  const pemBad = pemTrouble(pem);
  const closed =
    supplier.keyring === 'absent' || supplier.keyring === 'locked' || supplier.keyring === 'slow';
  const memory = supplier.keyring === 'memory';
  const submit = () => {
    setTried(true);
    if (urlBad || pemBad || busy.current) return;
    busy.current = true;
    test.reset();
    const { base_url, currency, language } = plain;
    save.mutate({
      key: supplier.key,
      base_url: base_url.trim(),
      currency: currency.trim().toUpperCase(),
      language: language.trim().toLowerCase(),
      api_key: apiKey.trim() || null,
      private_key: pem.trim() || null,
    });
  };
  const set = (name: keyof typeof plain) => (value: string) => setPlain((old) => ({ ...old, [name]: value }));
  return (
    <section ref={frame} tabIndex={-1} className="card p-5 outline-none!" aria-labelledby={`${pemId}-title`}>
      <header className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={`${pemId}-title`} className="text-lg font-semibold">
          {supplier.name}
        </h2>
        {!closed && <KeyringNote supplier={supplier} onLook={onLook} />}
      </header>
      {closed && (
        <div className="mb-4">
          <KeyringNote supplier={supplier} onLook={onLook} />
        </div>
      )}
      <form
        className="grid grid-cols-[minmax(0,1fr)_110px_110px] gap-3 max-narrow:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          className="max-narrow:col-span-2"
          label={t('address')}
          value={plain.base_url}
          onChange={set('base_url')}
          placeholder="https://"
          problem={tried && urlBad ? t('urlBad') : null}
          data-testid="supplier-url"
        />
        <Field
          label={t('currency')}
          value={plain.currency}
          maxLength={3}
          onChange={set('currency')}
          data-testid="supplier-currency"
        />
        <Field
          label={t('language')}
          value={plain.language}
          maxLength={2}
          onChange={set('language')}
          data-testid="supplier-language"
        />
        <div className="col-span-full grid grid-cols-2 gap-3 max-narrow:grid-cols-1">
          <KeyField
            label={t('apiKey')}
            stored={supplier.has_api_key}
            memory={memory}
            entering={entering.api}
            onEnter={() => setEntering((e) => ({ ...e, api: true }))}
            onKeep={() => {
              setEntering((e) => ({ ...e, api: false }));
              setApiKey('');
            }}
          >
            <Field
              label={supplier.has_api_key ? t('apiKeyNew') : t('apiKey')}
              type="password"
              autoComplete="off"
              value={apiKey}
              onChange={setApiKey}
              isDisabled={closed}
              data-testid="supplier-api-key"
            />
          </KeyField>
          <KeyField
            label={t('privateKey')}
            stored={supplier.has_private_key}
            memory={memory}
            entering={entering.pem}
            onEnter={() => setEntering((e) => ({ ...e, pem: true }))}
            onKeep={() => {
              setEntering((e) => ({ ...e, pem: false }));
              setPem('');
              setFile(null);
            }}
          >
            <label className="label" htmlFor={pemId}>
              {supplier.has_private_key ? t('privateKeyNew') : t('privateKey')}
            </label>
            <textarea
              id={pemId}
              rows={4}
              className="input font-mono text-xs"
              placeholder={t('pastePem')}
              spellCheck={false}
              autoComplete="off"
              value={pem}
              disabled={closed}
              aria-invalid={pemBad !== null}
              data-testid="supplier-private-key"
              onChange={(event) => {
                setPem(event.target.value);
                setFile(null);
              }}
            />
            <div className="mt-1 flex items-center gap-2">
              <FileTrigger
                onSelect={async (files) => {
                  const chosen = files?.[0];
                  if (!chosen) return;
                  setPem((await chosen.text()).slice(0, 20_000));
                  setFile(chosen.name);
                }}
              >
                <Button isDisabled={closed}>{t('fromFile')}</Button>
              </FileTrigger>
              {file && <span className="truncate text-sm text-ink-3">{t('fileTaken', { name: file })}</span>}
            </div>
            {pemBad && (
              <p role="alert" className="mt-1 text-xs text-loss">
                {t(pemBad)}
              </p>
            )}
          </KeyField>
        </div>
        {supplier.public_key && (
          <div className="col-span-full">
            <span className="label">{t('publicKey')}</span>
            <CopyText text={supplier.public_key} label={t('publicKey')} />
          </div>
        )}
        <div className="col-span-full flex flex-wrap items-center gap-2">
          <Button kind="primary" type="submit" isDisabled={save.isPending} data-testid="supplier-save">
            {save.isPending ? t('saving') : t('save')}
          </Button>
          <Button
            isDisabled={test.isPending || !supplier.has_api_key}
            onPress={() => test.mutate({ key: supplier.key })}
            data-testid="supplier-test"
          >
            {test.isPending ? t('testing') : t('test')}
          </Button>
          <span role="status" className="min-w-0 flex-1">
            {!supplier.has_api_key && <span className="text-ink-3">{t('testFirst')}</span>}
            {test.data && (
              <span className={test.data.ok ? 'text-good' : 'text-loss'} data-testid="supplier-test-result">
                <b className="font-semibold">{test.data.ok ? t('testOk') : t('testBad')}.</b>{' '}
                {test.data.message}
                {test.data.millis > 0 && <span className="text-ink-3"> {f.number(test.data.millis)} ms</span>}
              </span>
            )}
          </span>
          {(supplier.has_api_key || supplier.has_private_key) && (
            <Button kind="loss" onPress={() => setRemoving(true)} data-testid="supplier-remove">
              {t('remove')}
            </Button>
          )}
        </div>
      </form>
      {(save.error ?? test.error) && (
        <ProblemNote
          className="mt-3"
          problem={(save.error ?? test.error) as NonNullable<typeof save.error>}
        />
      )}
      <Dialog
        open={removing}
        onClose={() => setRemoving(false)}
        role="alertdialog"
        title={t('removeTitle', { name: supplier.name })}
        footer={
          <>
            <Button onPress={() => setRemoving(false)}>{common('cancel')}</Button>
            <Button
              kind="loss"
              isDisabled={remove.isPending}
              onPress={() => remove.mutate({ key: supplier.key })}
            >
              {t('removeDo')}
            </Button>
          </>
        }
      >
        {t('removeText')}
        {remove.error && <ProblemNote className="mt-3" problem={remove.error} />}
      </Dialog>
    </section>
  );
}
