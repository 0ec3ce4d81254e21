/**
 * What an error number means for us. The same number means other things on another host (-100: an expired upload on the
 * OA host, an unknown fault on the business host), so every number is read together with its host.
 *
 * - `refresh`: the access token is dead; get another once, then try again once.
 * - `human`: somebody with the right to the account must act (consent again).
 * - `transient`: the same request may succeed a little later.
 * - `window`: the person has not written for too long; only a template reaches them.
 * - `recipient`: this person does not take it (blocked, opted out, no account); others do.
 * - `quota`: a counted allowance is used up until the next day or month.
 * - `night`: refused for the hour.
 * - `billing`: an account without money.
 * - `configuration`: the app, the account or the package is not set up for this.
 * - `permanent`: the request itself is wrong; the same one fails for ever.
 */
export const FAILURE_KINDS = [
  'refresh',
  'human',
  'transient',
  'window',
  'recipient',
  'quota',
  'night',
  'billing',
  'configuration',
  'permanent',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export type Host = 'oauth' | 'openapi' | 'business';

export interface Failure {
  /** `unreachable`: nothing was sent. `lost`: it was sent and the answer is unknown. */
  readonly kind: FailureKind | 'unreachable' | 'lost';
  readonly host: Host;
  /** Zalo's number; null when the answer had none. */
  readonly code: number | null;
  /** Zalo's words, for the operator's log. */
  readonly message: string;
}

type Table = Readonly<Record<number, FailureKind>>;

/** Every number of the kind; keeps the tables below readable in the order of the documentation. */
const rows = (kind: FailureKind, ...codes: number[]): [number, FailureKind][] => codes.map((code) => [code, kind]);

/** oauth.zaloapp.com/v4/oa. In no official table: seen in answers. */
const OAUTH: Table = Object.fromEntries([
  ...rows('configuration', -14002, -14003, -14004, -14018, -14029),
  // A code or refresh token that is used, expired or unknown: only a new consent gives another.
  ...rows('human', -14005, -14014, -14020),
]);

/** openapi.zalo.me: docs.zaloplatforms.com, OA, error codes. */
const OPENAPI: Table = Object.fromEntries([
  ...rows('refresh', -216, -220, -124),
  ...rows('transient', -32, -100, -200, -214),
  ...rows('window', -230, -232),
  ...rows('recipient', -213, -217, -218, -227, -237, -244, -403),
  ...rows('quota', -211),
  ...rows('night', -234),
  ...rows('billing', -320, -321),
  ...rows('configuration', -204, -205, -209, -212, -219, -221, -223, -224, -235, -238, -240, -241, -242, -249),
  ...rows('permanent', -201, -210, -233, -248, -1340, -1341),
]);

/** business.openapi.zalo.me: templates by phone. */
const BUSINESS: Table = Object.fromEntries([
  ...rows('refresh', -124),
  ...rows('transient', -100, -158, -159, -160),
  ...rows('recipient', -108, -110, -114, -118, -119, -139, -140, -141, -1471, -1472),
  ...rows('quota', -144, -1441, -147),
  ...rows('night', -133),
  ...rows('billing', -115, -126, -136, -137, -1381),
  ...rows('configuration', -101, -102, -103, -104, -105, -117, -120, -1201, -1202, -1241, -125, -127, -131),
  ...rows('configuration', -134, -135, -1351, -138, -142, -143, -145, -146, -161, -162),
  ...rows('permanent', -106, -107, -109, -1091, -111, -112, -1121, -1122, -1123, -1124, -113, -1131, -116),
  ...rows('permanent', -121, -122, -123, -128, -129, -130, -132, -148, -149, -150, -1491, -151, -152, -153),
]);

export const FAILURES: Readonly<Record<Host, Table>> = { oauth: OAUTH, openapi: OPENAPI, business: BUSINESS };

/** A number that no table knows is taken for `permanent`: never repeated, always reported. */
export function classify(host: Host, code: number, message: string): Failure {
  const kind = FAILURES[host][code] ?? 'permanent';
  // "-223 … has reach the limit quota create article" counts; everything else under the number is a missing right.
  const counted = host === 'openapi' && code === -223 && /limit quota/i.test(message);
  return { kind: counted ? 'quota' : kind, host, code, message };
}
