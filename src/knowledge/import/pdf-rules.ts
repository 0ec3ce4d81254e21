import { OPS, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Rule } from './pdf-grid.ts';

/** Codes of a path as pdf.js hands it on, with how many numbers follow each. */
const STEP = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 } as const;
const NUMBERS = [2, 2, 6, 4, 0];
/** A line leaning less than this, in points, is straight. */
const STRAIGHT = 1;
/** A page with more rules is a drawing; comparing them all would take too long. */
const MOST_RULES = 4000;

/** The straight lines that are drawn on a page, edges of boxes among them, in the units of its text. */
export async function rulesOf(page: PDFPageProxy): Promise<Rule[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const rules: Rule[] = [];
  const saved: number[][] = [];
  let matrix: number[] = [1, 0, 0, 1, 0, 0];
  fnArray.forEach((operator, index) => {
    const args = argsArray[index];
    switch (operator) {
      case OPS.save:
        saved.push(matrix);
        break;
      case OPS.restore:
        matrix = saved.pop() ?? matrix;
        break;
      case OPS.transform:
        matrix = Util.transform(matrix, args);
        break;
      case OPS.constructPath: {
        const [painted, [path]] = args as [number, [ArrayLike<number> | null]];
        // What only clips is not seen.
        if (painted !== OPS.endPath && path) rules.push(...rulesIn(path, matrix));
        break;
      }
    }
  });
  return rules.length > MOST_RULES ? [] : rules;
}

function rulesIn(path: ArrayLike<number>, matrix: readonly number[]): Rule[] {
  const rules: Rule[] = [];
  let start: Point = [0, 0];
  let last: Point = [0, 0];
  for (let at = 0; at < path.length; ) {
    const step = path[at] as number;
    const numbers = NUMBERS[step];
    if (numbers === undefined) return rules;
    const end: Point =
      step === STEP.close ? start : placed([path[at + numbers - 1] as number, path[at + numbers] as number], matrix);
    if (step === STEP.move) start = end;
    if (step === STEP.line || step === STEP.close) rules.push(...ruleBetween(last, end));
    last = end;
    at += numbers + 1;
  }
  return rules;
}

type Point = readonly [x: number, y: number];

function placed([x, y]: Point, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

function ruleBetween([x1, y1]: Point, [x2, y2]: Point): Rule[] {
  if (Math.abs(y1 - y2) < STRAIGHT) return [{ along: 'x', at: y1, from: Math.min(x1, x2), to: Math.max(x1, x2) }];
  if (Math.abs(x1 - x2) < STRAIGHT) return [{ along: 'y', at: x1, from: Math.min(y1, y2), to: Math.max(y1, y2) }];
  return [];
}
