import { describe, expect, test } from 'vitest';
import { classify, FAILURE_KINDS, FAILURES, type Host } from '../../../../src/channels/zalo/client/failures.ts';

/** Every row of Zalo's tables, by host, as the documentation lists them. */
const ROWS: Record<Host, string> = {
  oauth: `
    configuration -14002 -14003 -14004 -14018 -14029
    human -14005 -14014 -14020`,
  openapi: `
    transient -32 -100 -200 -214
    permanent -201 -210 -233 -248 -1340 -1341
    configuration -204 -205 -209 -212 -219 -221 -223 -224 -235 -238 -240 -241 -242 -249
    quota -211
    recipient -213 -217 -218 -227 -237 -244 -403
    refresh -216 -220 -124
    window -230 -232
    night -234
    billing -320 -321`,
  business: `
    transient -100 -158 -159 -160
    configuration -101 -102 -103 -104 -105 -117 -120 -1201 -1202 -1241 -125 -127 -131 -134 -135 -1351 -138 -142 -143 -145 -146 -161 -162
    permanent -106 -107 -109 -1091 -111 -112 -1121 -1122 -1123 -1124 -113 -1131 -116 -121 -122 -123 -128 -129 -130 -132 -148 -149 -150 -1491 -151 -152 -153
    recipient -108 -110 -114 -118 -119 -139 -140 -141 -1471 -1472
    billing -115 -126 -136 -137 -1381
    refresh -124
    night -133
    quota -144 -1441 -147`,
};

const rows = Object.entries(ROWS).flatMap(([host, table]) =>
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [kind = '', ...codes] = line.trim().split(/\s+/);
      return codes.map((code) => [host as Host, Number(code), kind] as const);
    }),
);

describe('classes of failure', () => {
  test.each(rows)('%s %i is %s', (host, code, kind) => {
    expect(classify(host, code, '')).toEqual({ kind, host, code, message: '' });
  });

  test('the tables know these rows and no others', () => {
    for (const host of Object.keys(FAILURES) as Host[]) {
      const here = rows.filter(([of]) => of === host).map(([, code]) => code);
      expect(
        Object.keys(FAILURES[host])
          .map(Number)
          .sort((a, b) => a - b),
      ).toEqual(here.sort((a, b) => a - b));
    }
  });

  test('every class is the class of some row', () => {
    expect(new Set(rows.map(([, , kind]) => kind))).toEqual(new Set(FAILURE_KINDS));
  });

  test('the same number is read by its host', () => {
    expect(classify('openapi', -124, '').kind).toBe('refresh');
    expect(classify('openapi', -141, '').kind).toBe('permanent');
    expect(classify('business', -141, '').kind).toBe('recipient');
  });

  test('-223 is two things, told apart by its words', () => {
    expect(classify('openapi', -223, 'Official Account has not authorized this API').kind).toBe('configuration');
    expect(classify('openapi', -223, 'Your OA has reach the limit quota create article').kind).toBe('quota');
  });

  test('an unknown number is never repeated', () => {
    expect(classify('openapi', -99_999, 'new').kind).toBe('permanent');
  });
});
