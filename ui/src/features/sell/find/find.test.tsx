import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { focusIsOn, here, openDesk, testIdOf } from '../../../test/desk';
import { fitRows } from './fit';
import { inOrder } from './TagChips';

const tag = (id: string, count: number) => ({ id, name: id, icon: null, count, chosen: false });
const chips = () => screen.getAllByTestId('tag-chip');
const chip = (id: string) => chips().find((one) => one.dataset.id === id) as HTMLElement;

describe('chips in their rows', () => {
  it('shows as many as fit and leaves room for what follows', () => {
    expect(fitRows([100, 100, 100], 350, 1, 0)).toBe(3);
    expect(fitRows([100, 100, 100, 100], 350, 1, 80)).toBe(2);
    expect(fitRows([100, 100, 100, 100], 350, 2, 80)).toBe(4);
    expect(fitRows([], 350, 2, 0)).toBe(0);
  });
  it('puts the chosen first, as chosen, then the commonest', () => {
    const all = [tag('a', 1), tag('b', 9), tag('c', 5), tag('d', 5)];
    expect(inOrder(all, ['d', 'a']).map((one) => one.id)).toEqual(['d', 'a', 'b', 'c']);
  });
});

describe('tags', () => {
  it('narrow together, tell their counts, and let go one by one', async () => {
    const { user, host } = openDesk();
    await screen.findAllByTestId('experience-item');
    const before = chips().map((one) => Number(one.textContent?.match(/\d+$/)?.[0]));
    expect(before).toEqual([...before].sort((a, b) => b - a));
    const first = chips()[1]?.dataset.id ?? '';
    expect(chip(first)).toHaveAttribute('aria-pressed', 'false');
    await user.click(chip(first));
    expect(chip(first)).toHaveAttribute('aria-pressed', 'true');
    // The first of all now, so that the second press finds it.
    expect(chips()[0]).toBe(chip(first));
    await waitFor(() => expect(host.calls.at(-1)?.name).toMatch(/^list_/));
    const second = chips()[1]?.dataset.id ?? '';
    await user.click(chip(second));
    await waitFor(() =>
      expect(host.calls).toContainEqual({
        name: 'list_experiences',
        input: {
          city: null,
          country: null,
          tags: [first, second],
          experience: null,
          page: 1,
          page_size: 100,
        },
      }),
    );
    await user.click(chip(first));
    await waitFor(() => expect(chip(second)).toHaveAttribute('aria-pressed', 'true'));
    expect(chips().filter((one) => one.getAttribute('aria-pressed') === 'true')).toHaveLength(1);
    await user.click(await here('tags-clear'));
    expect(chips().filter((one) => one.getAttribute('aria-pressed') === 'true')).toHaveLength(0);
    expect(screen.queryByTestId('tags-clear')).toBeNull();
    await focusIsOn((element) => testIdOf(element) === 'tag-chip');
  });

  it('open by groups, with a filter, and by keys', async () => {
    const { user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.click(await here('tags-more'));
    const all = await screen.findByRole('dialog', { name: 'All tags' });
    expect(within(all).getByRole('heading', { name: 'Venue categories' })).toBeVisible();
    await user.type(await here('tags-filter'), 'muse');
    const shown = within(all).getAllByTestId('tag-chip');
    expect(shown).toHaveLength(1);
    await user.tab();
    await user.keyboard(' ');
    expect(within(all).getByTestId('tag-chip')).toHaveAttribute('aria-pressed', 'true');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(chip('museums')).toHaveAttribute('aria-pressed', 'true'));
  });
});

describe('a long list', () => {
  it('has few rows in the page, and its end is near', async () => {
    const { user, host } = openDesk({ experiences: 5_000 });
    await screen.findAllByTestId('experience-item');
    expect(screen.getAllByTestId('experience-item').length).toBeLessThan(40);
    const total = Number(screen.getAllByTestId('experience-item')[0]?.getAttribute('aria-setsize'));
    expect(total).toBeGreaterThan(3_000);
    await user.keyboard('{End}');
    const last = Math.ceil(total / 100);
    await waitFor(() =>
      expect(
        host.calls.some(
          (call) => call.name === 'list_experiences' && (call.input as { page: number }).page === last,
        ),
      ).toBe(true),
    );
    // Not everything in between.
    expect(host.calls.filter((call) => call.name === 'list_experiences').length).toBeLessThan(6);
    await waitFor(() =>
      expect(screen.getByTestId('search-input')).toHaveAttribute(
        'aria-activedescendant',
        `find-${total - 1}`,
      ),
    );
    expect(screen.getAllByTestId('experience-item').length).toBeLessThan(40);
    await user.keyboard('{Home}');
    expect(screen.getByTestId('search-input')).toHaveAttribute('aria-activedescendant', 'find-0');
  });

  it('leads back to the place one came from', async () => {
    const { user } = openDesk({ experiences: 1_000 });
    await screen.findAllByTestId('experience-item');
    await user.keyboard('{PageDown}{PageDown}{Enter}');
    await screen.findAllByTestId('product-item');
    await user.keyboard('{Escape}');
    await screen.findAllByTestId('experience-item');
    expect(screen.getByTestId('search-input')).toHaveAttribute('aria-activedescendant', 'find-8');
  });

  it('turns into cards, remembers it, and arrows go both ways', async () => {
    const { user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.click(await here('view-grid'));
    expect(localStorage.getItem('counterfoil.find.layout')).toBe('grid');
    const input = await here('search-input');
    input.focus();
    const at = () => input.getAttribute('aria-activedescendant');
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(at()).toBe('find-1');
    await user.keyboard('{ArrowDown}');
    const columns = Number(at()?.slice(5)) - 1;
    expect(columns).toBeGreaterThan(1);
    await user.keyboard('{ArrowLeft}{ArrowUp}');
    expect(at()).toBe('find-0');
    await user.keyboard('{Enter}');
    expect(await screen.findAllByTestId('product-item')).toHaveLength(3);
    await user.keyboard('{Alt>}g{/Alt}');
    expect(localStorage.getItem('counterfoil.find.layout')).toBe('grid');
  });

  it('tells its age by its oldest part', async () => {
    const { user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await waitFor(() => expect(screen.getByTestId('list-age')).toHaveAttribute('data-tone', 'aging'));
    await user.click(await here('browse-city'));
    await user.click(await screen.findByRole('option', { name: /^Paris ?\d+$/ }));
    await waitFor(() => expect(screen.getByTestId('list-age')).toHaveAttribute('data-tone', 'fresh'));
  });
});

describe('the shelf', () => {
  it('teaches while it is empty', async () => {
    const { user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.click(await here('shelf-favourites'));
    expect(await screen.findByText('No favourites yet')).toBeVisible();
    await user.click(await here('shelf-recent'));
    expect(await screen.findByText('Nothing opened yet')).toBeVisible();
  });

  it('takes a favourite by * and by its star, and knows what was opened', async () => {
    const { user, host } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.keyboard('{ArrowDown}{ArrowDown}*');
    const row = () => screen.getAllByTestId('experience-item')[1] as HTMLElement;
    await waitFor(() =>
      expect(within(row()).getByTestId('favourite')).toHaveAttribute('aria-pressed', 'true'),
    );
    expect(host.calls).toContainEqual({
      name: 'set_favourite',
      input: { kind: 'experience', id: 'dubai-dubai-aquarium', on: true },
    });
    expect(screen.getByTestId('search-input')).toHaveValue('');
    await user.click(await here('shelf-favourites'));
    expect(await screen.findAllByTestId('experience-item')).toHaveLength(1);
    await user.click(screen.getAllByTestId('favourite')[0] as HTMLElement);
    expect(await screen.findByText('No favourites yet')).toBeVisible();
    await user.click(await here('search-input'));
    await user.keyboard('louvre');
    await screen.findAllByTestId('search-hit');
    expect(screen.queryByTestId('shelf-all')).toBeNull();
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { level: 1, name: /Louvre/ });
    await user.clear(await here('search-input'));
    await user.click(await here('shelf-recent'));
    expect(await screen.findAllByTestId('product-item')).toHaveLength(1);
  });

  it('says so and takes the star back when it could not be kept', async () => {
    const { user, host } = openDesk();
    await screen.findAllByTestId('experience-item');
    host.failNext('set_favourite', { code: 'X', message: 'It was not kept.', hint: null, retry: 'now' });
    await user.keyboard('{ArrowDown}*');
    expect(await screen.findByText('It was not kept.')).toBeVisible();
    const [row] = screen.getAllByTestId('experience-item');
    expect(within(row as HTMLElement).getByTestId('favourite')).toHaveAttribute('aria-pressed', 'false');
    expect(testIdOf(document.activeElement as HTMLElement)).toBe('search-input');
  });
});
