import type { Problem } from '../bindings';

export const problem = (
  code: string,
  message: string,
  hint: string | null,
  retry: Problem['retry'] = 'never',
): Problem => ({ code, message, hint, retry });
