/** Every attack over HTTP, in the order in which they are made. */
import type { Attack } from './attack.ts';
import { CONDITIONAL_ATTACKS } from './conditional-attacks.ts';
import { CREDENTIAL_ATTACKS } from './credential-attacks.ts';
import { ENCODING_ATTACKS } from './encoding-attacks.ts';
import { OVERRIDE_ATTACKS } from './override-attacks.ts';
import { PATH_ATTACKS, SAME_ID_ATTACK } from './path-attacks.ts';
import { TOKEN_ATTACKS } from './token-attacks.ts';

export const ATTACKS: readonly Attack[] = [
  ...PATH_ATTACKS,
  ...OVERRIDE_ATTACKS,
  ...CREDENTIAL_ATTACKS,
  ...ENCODING_ATTACKS,
  ...CONDITIONAL_ATTACKS,
  ...TOKEN_ATTACKS,
  SAME_ID_ATTACK,
];
