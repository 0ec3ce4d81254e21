import type { ComponentChildren } from 'preact';
import { HiddenField } from '../../components/fields.tsx';
import { Form } from '../../components/form.tsx';

/** One button that carries the version which the officer has seen. */
export function StepForm({
  at,
  step,
  version,
  children,
}: {
  readonly at: string;
  readonly step: string;
  readonly version: number;
  readonly children: ComponentChildren;
}) {
  return (
    <Form action={`${at}/${step}`}>
      <HiddenField name="version" value={version} />
      {children}
    </Form>
  );
}
