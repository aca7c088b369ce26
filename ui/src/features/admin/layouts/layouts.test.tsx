import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { SaveLayoutInput } from '../../../ipc/bindings';
import type { FakeHost } from '../../../ipc/host.fake';
import { areaOf, type LayoutDoc, type LayoutElement } from '../../../ipc/layout';
import { focusIsOn, here, openDesk } from '../../../test/desk';

const THREE = 'A4, three on a sheet';
async function layouts() {
  const desk = openDesk({}, 'admin');
  await desk.user.click(await here('admin-layouts'));
  await screen.findAllByTestId('layout-card');
  return desk;
}
const card = (name: string) =>
  screen.getAllByTestId('layout-card').find((one) => one.dataset.name === name) as HTMLElement;
async function editing(name = THREE) {
  const desk = await layouts();
  await desk.user.click(within(card(name)).getByTestId('layout-edit'));
  await here('layout-editor');
  return desk;
}
const elements = () => screen.getAllByTestId('element');
const saved = (host: FakeHost) =>
  host.calls
    .filter((call) => call.name === 'save_layout')
    .map((call) => JSON.parse((call.input as SaveLayoutInput).json) as LayoutDoc);
const sound = () => waitFor(() => expect(screen.getByTestId('faults')).toHaveTextContent('As it prints'));
async function save(user: UserEvent) {
  await sound();
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(screen.getByTestId('unsaved')).toBeEmptyDOMElement());
}

describe('layouts', () => {
  it('are shown with how they look and what they are used for', async () => {
    const { user } = await layouts();
    expect(screen.getAllByTestId('layout-card')).toHaveLength(4);
    expect(card('A4')).toHaveTextContent(/comes with the program · used for A4/);
    expect(card('Thermal 80 mm')).toHaveTextContent('80 mm wide, as long as the ticket');
    expect(within(card('A4')).queryByTestId('layout-delete')).toBeNull();
    await user.click(await here('logo-remove'));
    expect(await screen.findByText('No logo yet')).toBeVisible();
    await user.click(await here('logo-choose'));
    expect(await here('logo')).toBeVisible();
  });

  it('that come with the program are copied before they are changed', async () => {
    const { host, user } = await editing();
    expect(await here('layout-name')).toHaveValue(`${THREE} (copy)`);
    expect(await here('unsaved')).toHaveTextContent('not saved');
    await save(user);
    expect(saved(host)[0]?.name).toBe(`${THREE} (copy)`);
    await user.click(await here('editor-back'));
    await waitFor(() => expect(card(`${THREE} (copy)`)).toBeVisible());
    await user.click(within(card(`${THREE} (copy)`)).getByTestId('layout-delete'));
    await user.click(await here('layout-delete-do'));
    await waitFor(() => expect(screen.getAllByTestId('layout-card')).toHaveLength(4));
    // The card took its button along: the list has the focus.
    await focusIsOn((element) => element !== document.body && element.contains(card(THREE)));
  });

  it('that are set by the program lead to a new one', async () => {
    const { user } = await layouts();
    await user.click(within(card('A4')).getByTestId('layout-edit'));
    expect(await screen.findByText(/set by the program: its parts cannot be moved/)).toBeVisible();
    await user.click(await here('layout-begin'));
    expect(await here('layout-name')).toHaveValue('My A4');
    await sound();
  });

  it('come from a file', async () => {
    const { user } = await layouts();
    await user.click(await here('layout-import'));
    await waitFor(() => expect(card('Summer festival')).toBeVisible());
    expect(await screen.findByText('Summer festival was imported.')).toBeVisible();
  });
});

describe('the editor', () => {
  it('moves by keys: half a millimetre, with Shift a tenth; undo and redo', async () => {
    const { host, user } = await editing();
    const title = elements().find((one) => one.getAttribute('aria-label') === 'Title') as HTMLElement;
    title.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowDown}{/Shift}');
    expect(await here('prop-x')).toHaveValue('11');
    expect(await here('prop-y')).toHaveValue('21.1');
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(await here('prop-w')).toHaveValue('129.5');
    await user.keyboard('{Control>}z{/Control}');
    expect(await here('prop-x')).toHaveValue('10');
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(await here('prop-x')).toHaveValue('11');
    await save(user);
    expect(areaOf(saved(host)[0]?.elements?.[1] as LayoutElement)).toEqual({
      x: 11,
      y: 21.1,
      w: 129.5,
      h: 13,
    });
  });

  it('drags by hand in steps, and pulls at a handle', async () => {
    await editing();
    const at = (n: number) => elements()[n] as HTMLElement;
    const scale = Number((await here('canvas')).dataset.scale);
    fireEvent.pointerDown(at(1), { button: 0, clientX: 100, clientY: 100, pointerId: 1 });
    fireEvent.pointerMove(at(1), { clientX: 100 + 10.2 * scale, clientY: 100, pointerId: 1 });
    fireEvent.pointerUp(at(1), { pointerId: 1 });
    expect(await here('prop-x')).toHaveValue('20');
    const handle = await here('handle-e');
    fireEvent.pointerDown(handle, { button: 0, clientX: 0, clientY: 0, pointerId: 1 });
    fireEvent.pointerMove(handle, { clientX: -4 * scale, clientY: 0, pointerId: 1 });
    fireEvent.pointerUp(handle, { pointerId: 1 });
    expect(await here('prop-w')).toHaveValue('126');
  });

  it('shows a fault where it is, does not save it, and is glad when it is mended', async () => {
    const { host, user } = await editing();
    await sound();
    await user.click(screen.getAllByTestId('element-line')[1] as HTMLElement);
    const width = await here('prop-w');
    await user.clear(width);
    await user.type(width, '160');
    expect(await screen.findByTestId('element-fault')).toHaveTextContent(/overlaps the code at elements/);
    expect(await here('faults')).toHaveTextContent(/to mend/);
    expect(await here('unsaved')).toHaveTextContent(/to mend/);
    expect(await here('layout-save')).toBeDisabled();
    await user.keyboard('{Control>}s{/Control}');
    expect(saved(host)).toEqual([]);
    await user.clear(width);
    await user.type(width, '120');
    await sound();
    await waitFor(() => expect(screen.queryByTestId('element-fault')).toBeNull());
    expect(await here('layout-save')).toBeEnabled();
    await user.clear(await here('layout-name'));
    expect(await here('unsaved')).toHaveTextContent('needs a name');
    expect(await here('layout-save')).toBeDisabled();
  });

  it('adds, says what a text is, makes another, and removes', async () => {
    const { user } = await editing();
    const before = elements().length;
    await user.click(await here('add-element'));
    await user.click(await here('add-text'));
    const text = await here('prop-text');
    await user.clear(text);
    await user.type(text, 'No re-entry');
    expect(screen.getAllByTestId('element-line').at(-1)).toHaveTextContent('No re-entry');
    elements().at(-1)?.focus();
    await user.keyboard('{Control>}d{/Control}');
    expect(elements()).toHaveLength(before + 2);
    await waitFor(() => expect(document.activeElement).toBe(elements().at(-1)));
    await user.keyboard('{Delete}');
    expect(elements()).toHaveLength(before + 1);
  });

  it('draws other samples, and all sheets as they print', async () => {
    const { host, user } = await editing();
    await user.click(await here('sample'));
    await user.click(await screen.findByRole('option', { name: 'Party of twelve' }));
    await user.click(await here('view-print'));
    const pages = await here('print-pages');
    await waitFor(() => expect(within(pages).getAllByRole('img')).toHaveLength(4));
    expect(host.calls.at(-1)).toMatchObject({ name: 'preview_layout', input: { sample: 'twelve' } });
  });

  it('asks before what is not saved is gone, and keeps it when one looks elsewhere', async () => {
    const { host, user } = await editing();
    await user.type(await here('layout-name'), ' 2');
    await user.click(await here('admin-cities'));
    await user.click(await here('admin-layouts'));
    expect(await here('layout-name')).toHaveValue(`${THREE} (copy) 2`);
    await user.click(await here('editor-back'));
    const guard = await here('guard');
    await user.click(within(guard).getByRole('button', { name: 'Go on editing' }));
    expect(await here('layout-name')).toBeVisible();
    await user.click(await here('editor-back'));
    await user.click(await here('guard-drop'));
    await screen.findAllByTestId('layout-card');
    expect(saved(host)).toEqual([]);
  });

  it('says when the name is taken by one of the program', async () => {
    const { user } = await editing();
    const name = await here('layout-name');
    await user.clear(name);
    await user.type(name, 'Thermal 80 mm');
    await sound();
    await user.click(await here('layout-save'));
    expect(await screen.findByText('Thermal 80 mm comes with the program and stays.')).toBeVisible();
  });
});
