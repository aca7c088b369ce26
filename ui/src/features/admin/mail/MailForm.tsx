import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MailSettingsInput, MailSettingsView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { Field } from '../../../shared/components/Field';
import { useTell } from '../../../shared/components/notices';
import { Picker } from '../../../shared/components/Picker';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { isAddress } from '../../../shared/paper/state';
import { useAct } from '../../../shared/query';
import { KeyField } from '../suppliers/KeyField';
import { KeyringNote } from '../suppliers/KeyringNote';

const PORT = { starttls: '587', tls: '465' } as const;
type Security = keyof typeof PORT;

/** Server, sender, password, and whether all of it works. The password is forgotten here once it is stored. */
export function MailForm({ settings, onLook }: { settings: MailSettingsView; onLook: () => void }) {
  const t = useTranslations('mailbox');
  const tell = useTell();
  const client = useQueryClient();
  const [plain, setPlain] = useState({
    host: settings.host ?? '',
    port: String(settings.port),
    security: settings.security as Security,
    user: settings.user ?? '',
    from: settings.from,
    from_name: settings.from_name,
  });
  const [password, setPassword] = useState('');
  const [entering, setEntering] = useState(false);
  const [tried, setTried] = useState(false);
  const [to, setTo] = useState(settings.from);
  const busy = useRef(false);
  const test = useAct('test_mail');
  const save = useAct('set_mail_settings', {
    onSuccess: (now) => {
      client.setQueryData(['get_mail_settings', {}], now);
      void client.invalidateQueries({ queryKey: ['get_tickets'] });
      setPassword('');
      setEntering(false);
      setTried(false);
      tell({ text: t('saved') });
    },
    onSettled: () => {
      busy.current = false;
    },
  });
  const set = (name: keyof typeof plain) => (value: string) => setPlain((old) => ({ ...old, [name]: value }));
  const { host, port, security, user, from, from_name } = plain;
  const none = host.trim() === '';
  const portBad = !/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535;
  const fromBad = !none && !isAddress(from);
  const closed =
    settings.keyring === 'absent' || settings.keyring === 'locked' || settings.keyring === 'slow';
  const input: MailSettingsInput = {
    host: none ? null : host.trim(),
    port: Number(port),
    security,
    user: user.trim() || null,
    password: password || null,
    from: from.trim(),
    from_name: from_name.trim(),
  };
  const changed =
    password !== '' ||
    input.host !== settings.host ||
    input.port !== settings.port ||
    security !== settings.security ||
    input.user !== settings.user ||
    input.from !== settings.from ||
    input.from_name !== settings.from_name;
  const submit = () => {
    setTried(true);
    if (portBad || fromBad || busy.current) return;
    busy.current = true;
    test.reset();
    save.mutate(input);
  };
  return (
    <section className="card p-5" aria-label={t('title')}>
      <header className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="text-lg font-semibold">{t('title')}</h2>
        {!closed && <KeyringNote supplier={settings} onLook={onLook} />}
      </header>
      {closed && (
        <div className="mb-4">
          <KeyringNote supplier={settings} onLook={onLook} />
        </div>
      )}
      <form
        className="grid grid-cols-[minmax(0,1fr)_88px_minmax(170px,auto)] gap-3 max-narrow:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          className="max-narrow:col-span-2"
          label={t('host')}
          hint={t('hostHint')}
          value={host}
          onChange={set('host')}
          autoComplete="off"
          data-testid="mail-host"
        />
        <Field
          label={t('port')}
          value={port}
          onChange={set('port')}
          inputMode="numeric"
          maxLength={5}
          problem={tried && portBad ? t('portBad') : null}
          data-testid="mail-port"
        />
        <div>
          <span className="label">{t('security')}</span>
          <Picker
            label={t('security')}
            value={security}
            data-testid="mail-security"
            onChange={(word) => {
              const to = word as Security;
              // The usual port goes with it, unless another one was typed.
              setPlain((old) => ({
                ...old,
                security: to,
                port: old.port === PORT[old.security] ? PORT[to] : old.port,
              }));
            }}
            options={(['starttls', 'tls'] as const).map((id) => ({ id, name: t(`security_${id}`) }))}
          />
        </div>
        <div className="col-span-full grid grid-cols-2 gap-3 max-narrow:grid-cols-1">
          <Field
            label={t('user')}
            hint={t('userHint')}
            value={user}
            onChange={set('user')}
            autoComplete="off"
            data-testid="mail-user"
          />
          <KeyField
            label={t('password')}
            stored={settings.has_password}
            memory={settings.keyring === 'memory'}
            entering={entering}
            onEnter={() => setEntering(true)}
            onKeep={() => {
              setEntering(false);
              setPassword('');
            }}
          >
            <Field
              label={settings.has_password ? t('passwordNew') : t('password')}
              type="password"
              autoComplete="off"
              value={password}
              onChange={setPassword}
              isDisabled={closed}
              data-testid="mail-password"
            />
          </KeyField>
          <Field
            label={t('from')}
            type="email"
            value={from}
            onChange={set('from')}
            autoComplete="off"
            problem={tried && fromBad ? t('fromBad') : null}
            data-testid="mail-from"
          />
          <Field
            label={t('fromName')}
            value={from_name}
            onChange={set('from_name')}
            autoComplete="off"
            data-testid="mail-from-name"
          />
        </div>
        <div className="col-span-full">
          <Button kind="primary" type="submit" isDisabled={save.isPending} data-testid="mail-save">
            {save.isPending ? t('saving') : t('save')}
          </Button>
        </div>
      </form>
      {save.error && <ProblemNote className="mt-3" problem={save.error} />}
      <div className="mt-4 flex flex-wrap items-end gap-2 border-t border-line pt-3">
        <Field
          className="min-w-[200px] flex-1"
          label={t('testTo')}
          type="email"
          value={to}
          onChange={setTo}
          autoComplete="off"
          data-testid="test-to"
        />
        <Button
          isDisabled={test.isPending || settings.host === null || changed || !isAddress(to)}
          onPress={() => test.mutate({ to: to.trim() })}
          data-testid="mail-test"
        >
          {test.isPending ? t('testing') : t('test')}
        </Button>
        <p role="status" className="min-h-5 w-full text-ink-3">
          {(changed || settings.host === null) && t('testFirst')}
          {!changed && settings.host !== null && !isAddress(to) && t('testNoAddress')}
          {!changed && test.data && (
            <span className={test.data.ok ? 'text-good' : 'text-loss'} data-testid="mail-test-result">
              <b className="font-semibold">{test.data.ok ? t('testOk') : t('testBad')}.</b>{' '}
              {test.data.message}
            </span>
          )}
        </p>
        {test.error && <ProblemNote className="w-full" problem={test.error} />}
      </div>
    </section>
  );
}
