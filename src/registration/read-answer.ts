import { tidy } from '../language/text.ts';
import { type FieldDefinition, fieldDefinition } from './form-definition.ts';
import { readCapacity, readMoney } from './readers/amounts.ts';
import { readChoice } from './readers/choice.ts';
import { readEmail, readPhone, readRegistrationNumber, readTaxCode } from './readers/contact.ts';
import { readDate, readExpiry } from './readers/dates.ts';
import { readKind } from './readers/kind.ts';
import { readLabour } from './readers/labour.ts';
import { readList } from './readers/lists.ts';
import { readAddress, readName, readPerson, readPosition, readProductName } from './readers/names.ts';
import { readProductSet } from './readers/product-set.ts';
import { NONE, type Reader } from './readers/reader.ts';
import { readMaterials } from './readers/shares.ts';
import { readStars } from './readers/stars.ts';
import { readDeclaration, readDescription, readStory } from './readers/texts.ts';
import { readUnit } from './readers/unit.ts';
import { answerSpan, withoutDenied } from './speech.ts';
import type { FieldId, Reading, ReadingContext } from './types.ts';

const READERS: Record<FieldDefinition['reader'], Reader> = {
  kind: readKind,
  choice: readChoice,
  name: readName,
  person: readPerson,
  position: readPosition,
  unit: readUnit,
  address: readAddress,
  phone: readPhone,
  email: readEmail,
  registrationNumber: readRegistrationNumber,
  date: readDate,
  taxCode: readTaxCode,
  productName: readProductName,
  productSet: readProductSet,
  stars: readStars,
  expiry: readExpiry,
  description: readDescription,
  materials: readMaterials,
  labour: readLabour,
  capacity: readCapacity,
  money: readMoney,
  markets: readList,
  documents: readList,
  supportNeeds: readList,
  story: readStory,
  attachments: () => NONE,
  declaration: readDeclaration,
};

/** Long texts are stored as told: in them "không phải" is part of the telling. */
const TOLD_AS_IS: ReadonlySet<FieldDefinition['reader']> = new Set([
  'description',
  'story',
  'materials',
  'documents',
  'markets',
  'supportNeeds',
  'kind',
  'declaration',
  'labour',
]);

/**
 * Reads a person's words as the answer to one field. Never throws. `words` of the reading stand in the tidied text.
 * Leaving ("để sau") is not read here: ask `isLeave` first.
 */
export function readAnswer(field: FieldId, text: string, context: ReadingContext): Reading {
  const definition = fieldDefinition(field);
  const said = tidy(text);
  if (said === '') return NONE;
  const kept = TOLD_AS_IS.has(definition.reader) ? said : withoutDenied(said).text;
  const span = answerSpan(kept, field);
  return READERS[definition.reader](definition, span, kept, context);
}
