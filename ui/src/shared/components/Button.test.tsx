import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Button } from './Button';

describe('a button', () => {
  it('tells its key to those who cannot see it, shown or not', () => {
    render(
      <>
        <Button keys="Control+P">Print</Button>
        <Button aria-keyshortcuts="Control+O">Open</Button>
        <Button>Close</Button>
      </>,
    );
    const keyOf = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-keyshortcuts');
    expect(keyOf('Print')).toBe('Control+P');
    expect(keyOf('Open')).toBe('Control+O');
    expect(keyOf('Close')).toBeNull();
    expect(screen.getByText('Ctrl P')).toBeVisible();
  });
});
