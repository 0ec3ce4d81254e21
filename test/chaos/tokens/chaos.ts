import { setTimeout as sleep } from 'node:timers/promises';
import { type ChaosOptions, type ChaosResult, pick, seeded } from '../chaos.ts';
import { MACHINES, openScene, type Scene } from './scene.ts';

const KILLS = 50;
/** A lease of a process that died is over by then. */
const LATER_MS = 60_000;
/** Until a request that outlived its sender has had its effect. */
const SETTLE_MS = 150;
/** Of the time that a renewal takes: some kills come when it is just over. */
const WINDOW = 1.2;
const MOST_BROKEN = 3;

/** - `forget-pair`: a new pair is thrown away and said to be saved. */
const FAULTS = ['forget-pair'];

interface Figures {
  kills: number;
  races: number;
  /** Pairs gone of which nobody was told. */
  lost: number;
  /** Renewals by two at once that were not one call. */
  doubled: number;
  consentAskedFor: number;
  /** Where the kills found the renewal. */
  readonly found: { notAsked: number; pairNowhere: number; pairOnDisk: number; pairSaved: number };
  readonly broken: string[];
}

/**
 * Two processes on two machines renew one pair of tokens at once, and are killed with SIGKILL at random moments of a renewal. Whoever
 * comes after must have a pair that lives, or an administrator must have been asked to connect the account again.
 */
export async function chaos({ kills, seed, fault, note }: ChaosOptions): Promise<ChaosResult> {
  if (fault !== null && !FAULTS.includes(fault)) throw new Error(`faults: ${FAULTS.join(', ')}`);
  const random = seeded(seed);
  const started = performance.now();
  const scene = await openScene({ forgetsPair: fault === 'forget-pair' });
  const found = { notAsked: 0, pairNowhere: 0, pairOnDisk: 0, pairSaved: 0 };
  const figures: Figures = { kills: 0, races: 0, lost: 0, doubled: 0, consentAskedFor: 0, found, broken: [] };
  const clock = { now: Date.now() };
  try {
    await race(scene, figures, clock.now);
    const usualMs = await race(scene, figures, clock.now);
    note(`a renewal takes ${Math.round(usualMs)} ms`);
    while (figures.kills < (kills ?? KILLS) && figures.broken.length < MOST_BROKEN) {
      const version = await killSome(scene, figures, { now: clock.now, withinMs: usualMs * WINDOW, random });
      clock.now += LATER_MS;
      await comeAfter(scene, figures, { now: clock.now, version, random });
      await race(scene, figures, clock.now);
      if (figures.kills % 10 === 0) note(`${figures.kills} kills`);
    }
    const seconds = Math.round((performance.now() - started) / 1000);
    return { name: 'tokens', uncertain: 0, ...figures, seconds, seed, fault };
  } finally {
    await scene.close();
  }
}

const order = (version: number, now: number) => ({ version, at: new Date(now).toISOString() });

/** Both at once and nobody is killed: one call, one pair for both. Milliseconds that it took. */
async function race(scene: Scene, figures: Figures, now: number): Promise<number> {
  const { version } = await scene.account();
  const calls = scene.world.tokenCalls;
  const begun = performance.now();
  const ends = await Promise.all(MACHINES.map((machine) => scene.at(machine).renew(order(version, now))));
  const took = performance.now() - begun;
  figures.races += 1;
  const one = scene.world.tokenCalls === calls + 1 && ends.every((end) => end === 'token');
  if (!one) {
    figures.doubled += 1;
    figures.broken.push(`two at once: ${scene.world.tokenCalls - calls} calls, ${ends.join(' and ')}`);
  }
  return took;
}

/** The version that was being renewed. */
async function killSome(
  scene: Scene,
  figures: Figures,
  { now, withinMs, random }: { now: number; withinMs: number; random: () => number },
): Promise<number> {
  const { version } = await scene.account();
  const calls = scene.world.tokenCalls;
  const victims = random() < 0.5 ? [pick(MACHINES, random)] : MACHINES;
  const orders = victims.map((machine) => scene.at(machine).renew(order(version, now)));
  await sleep(random() * withinMs);
  await Promise.all(victims.map((machine) => scene.at(machine).kill()));
  await Promise.all(orders);
  await sleep(SETTLE_MS);
  figures.kills += 1;

  const { found } = figures;
  const onDisk = (await Promise.all(victims.map(scene.hasRescue))).includes(true);
  if ((await scene.account()).version > version) found.pairSaved += 1;
  else if (onDisk) found.pairOnDisk += 1;
  else if (scene.world.tokenCalls > calls) found.pairNowhere += 1;
  else found.notAsked += 1;
  await Promise.all(victims.map(scene.start));
  return version;
}

async function comeAfter(
  scene: Scene,
  figures: Figures,
  { now, version, random }: { now: number; version: number; random: () => number },
): Promise<void> {
  const survivor = scene.at(pick(MACHINES, random));
  const end = await survivor.renew(order(version, now));
  if (end === 'token' && (await scene.pairLives())) return;
  const told = survivor.alerts.includes('consent-needed') && (await scene.account()).brokenReason !== null;
  if (end === 'broken' && told) figures.consentAskedFor += 1;
  else {
    figures.lost += 1;
    figures.broken.push(`after kill ${figures.kills}: ${end}, the pair is dead and nobody was told`);
  }
  await scene.consent();
}
