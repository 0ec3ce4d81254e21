import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { CSRF_FIELD } from '../csrf.ts';
import { type Problem, useView } from '../view.ts';

interface FormState {
  readonly action: string;
  readonly problem: Problem | null;
}

const FormContext = createContext<FormState | null>(null);

export interface FormProps {
  /** One form a page and action: the ids of its fields are made from it. */
  readonly action: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  /** Where the form carries files. */
  readonly multipart?: boolean;
  /** `hx-…`: what script, where there is any, does without waiting for the button. */
  readonly live?: Readonly<Record<`hx-${string}`, string>>;
}

/** A form that is sent by POST. After a failed try its fields stand again as they were typed. */
export function Form({ action, children, class: name, multipart = false, live = {} }: FormProps) {
  const { csrf, problem } = useView();
  return (
    <FormContext.Provider value={{ action, problem: problem?.action === action ? problem : null }}>
      <form
        method="post"
        action={action}
        noValidate
        {...(name ? { class: name } : {})}
        {...live}
        {...(multipart ? { enctype: 'multipart/form-data' } : {})}
      >
        {csrf ? <input type="hidden" name={CSRF_FIELD} value={csrf} /> : null}
        {children}
      </form>
    </FormContext.Provider>
  );
}

export function SubmitButton({
  children,
  kind = 'main',
  name,
  value,
  label,
}: {
  readonly children: ComponentChildren;
  readonly kind?: 'main' | 'second' | 'danger' | 'plain';
  readonly name?: string;
  readonly value?: string;
  /** For screen readers, where the words alone do not say what it is about. */
  readonly label?: string;
}) {
  return (
    <button
      type="submit"
      class={`button ${kind}`}
      {...(name === undefined ? {} : { name, value })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </button>
  );
}

export interface FieldState {
  readonly id: string;
  readonly error: string | null;
  /** What was typed at the failed try; null: nothing was sent. */
  readonly typed: unknown;
}

/** For fields of a `Form`: their id, their error and what was typed. */
export function useField(name: string): FieldState {
  const form = useContext(FormContext);
  if (form === null) throw new Error(`field ${name} outside a form`);
  const { action, problem } = form;
  return {
    id: fieldId(action, name),
    error: problem?.fields[name] ?? null,
    typed: problem ? (problem.typed[name] ?? '') : null,
  };
}

/** Also what the list of errors above the page points at. */
export function fieldId(action: string, name: string): string {
  return `${action.replace(/^\/console\/?/, '')}-${name}`.replace(/[^\w-]+/g, '-');
}
