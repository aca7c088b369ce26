import { describe, expect, it } from 'vitest';
import { plainAmount, readAmount } from './amount';

describe('an amount as it is typed', () => {
  it.each([
    ['419', 2, 41_900],
    ['419.5', 2, 41_950],
    ['419,50', 2, 41_950],
    ['0.29', 2, 29],
    ['.5', 2, 50],
    ['1 234,56', 2, 123_456],
    ['1.234,56', 2, 123_456],
    ['1,234.56', 2, 123_456],
    ['1,234,567', 2, 123_456_700],
    ["1'234.50", 2, 123_450],
    ['12.', 2, 1_200],
    ['٤١٩٫٥', 2, 41_950],
    ['4200', 0, 4_200],
    ['1.250', 3, 1_250],
    ['90071992547409.93', 2, null],
    ['4503599627370.49', 2, 450_359_962_737_049],
  ])('reads %s with %i digits', (text, digits, minor) => {
    expect(readAmount(text, digits)).toEqual(minor === null ? { wrong: 'tooLarge' } : { minor });
  });

  it.each([
    ['', 2, 'empty'],
    ['  ', 2, 'empty'],
    ['ten', 2, 'notAmount'],
    ['-5', 2, 'notAmount'],
    ['1,23,4.5', 2, 'notAmount'],
    ['1.2.3,4', 2, 'notAmount'],
    ['.', 2, 'notAmount'],
    ['4.195', 2, 'tooFine'],
    ['1,234', 2, 'tooFine'],
    ['12.5', 0, 'tooFine'],
  ])('refuses %j with %i digits rather than guess', (text, digits, wrong) => {
    expect(readAmount(text, digits)).toEqual({ wrong });
  });

  it('stands in a field exactly', () => {
    expect(plainAmount({ minor: 41_905, digits: 2 })).toBe('419.05');
    expect(plainAmount({ minor: 5, digits: 2 })).toBe('0.05');
    expect(plainAmount({ minor: 4_200, digits: 0 })).toBe('4200');
    expect(plainAmount({ minor: -1, digits: 3 })).toBe('-0.001');
  });
});
