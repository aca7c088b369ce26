/** Our mark: a ticket, torn along its perforation; the stub stays here. */
export function StubMark({ className = '' }: { className?: string }) {
  return (
    <svg viewBox="0 0 36 26" className={className} aria-hidden="true">
      <path
        fill="currentColor"
        d="M4 0h17.5a2.6 2.6 0 0 0 5.2 0H32a4 4 0 0 1 4 4v18a4 4 0 0 1-4 4h-5.300a2.600 2.600 0 0 0-5.200 0H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z"
      />
      <path d="M24.100 5v16" stroke="var(--panel)" strokeWidth="1.6" strokeDasharray="2.200 2.200" />
      <path d="M6 8h11M6 13h8" stroke="var(--panel)" strokeWidth="2" strokeLinecap="round" opacity=".85" />
    </svg>
  );
}
