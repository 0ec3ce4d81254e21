import { RefusedByZalo, type Template, type World } from './world.ts';

/** Refuses a template that may not be sent this way at this hour; the two hosts give different numbers. */
export function usableTemplate(world: World, id: string, by: 'uid' | 'phone'): Template {
  const template = world.templates.get(id);
  if (!template) throw new RefusedByZalo(by === 'uid' ? -201 : -109, 'template_id is invalid!');
  if (template.status === 'DISABLE') throw new RefusedByZalo(by === 'uid' ? -201 : -146, 'Template is disabled');
  if (template.status !== 'ENABLE') throw new RefusedByZalo(by === 'uid' ? -201 : -131, 'Template is not approved');
  const hour = world.hour();
  if (by === 'uid') {
    if (!template.byUid) throw new RefusedByZalo(-249, 'Template does not support send via UID');
    if (template.tag === 3 && (hour >= 22 || hour < 6)) {
      throw new RefusedByZalo(-234, 'This message cannot be sent at night (10:00PM - 6:00AM)');
    }
  } else if (template.tag !== 1 && (hour >= 22 || hour < 7)) {
    throw new RefusedByZalo(-133, 'This message cannot be sent at night');
  }
  return template;
}

export function checkParameters(
  template: Template,
  data: Readonly<Record<string, string>>,
  missing: number,
  tooLong: number,
): void {
  for (const { name, require, maxLength } of template.parameters) {
    const value = data[name];
    if (value === undefined || value === '') {
      if (require) throw new RefusedByZalo(missing, `${name} is missing`);
    } else if ([...value].length > maxLength) throw new RefusedByZalo(tooLong, `${name} is too long`);
  }
}

export function payTemplate(world: World, price: number): void {
  if (world.wallet < price) throw new RefusedByZalo(-321, 'Zalo Cloud Account is out of money');
  world.wallet -= price;
  world.billed += price;
}
