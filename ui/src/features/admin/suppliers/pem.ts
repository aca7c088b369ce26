export type PemTrouble = 'pemBad' | 'pemPublic';

/** A first look at a key, so that a slip of the hand is told at once; the core judges for good. */
export function pemTrouble(text: string): PemTrouble | null {
  const key = text.trim();
  if (key === '') return null;
  if (/-----BEGIN (RSA )?PUBLIC KEY-----/.test(key) || /^ssh-(rsa|ed25519) /.test(key)) return 'pemPublic';
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+-----END [A-Z ]*PRIVATE KEY-----/.test(key)
    ? null
    : 'pemBad';
}
