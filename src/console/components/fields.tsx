import type { ComponentChildren } from 'preact';
import { showDay } from '../words.ts';
import { useField } from './form.tsx';

interface Common {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

export interface TextFieldProps extends Common {
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'tel';
  readonly value?: string;
  readonly autocomplete?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'text';
  readonly maxLength?: number;
  /** Characters that usually fit: the field is as wide. */
  readonly width?: 'short' | 'medium' | 'full';
}

export function TextField({
  name,
  label,
  hint,
  required = true,
  type = 'text',
  value = '',
  autocomplete = 'off',
  inputMode,
  maxLength,
  width = 'full',
}: TextFieldProps) {
  const { id, error, typed } = useField(name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error} required={required}>
      <input
        {...described(id, hint, error)}
        id={id}
        name={name}
        type={type as 'text'}
        class={width}
        autocomplete={autocomplete}
        // A password is never sent back to the page.
        value={type === 'password' ? '' : typed === null ? value : String(typed)}
        {...(inputMode ? { inputMode } : {})}
        {...(maxLength ? { maxLength } : {})}
      />
    </Labelled>
  );
}

/**
 * A day as Vietnamese write it. Not the browser's own field: that one follows the browser's language, and 3/4 read as
 * 4/3 is a deadline missed.
 */
export function DateField({
  value = '',
  hint = '',
  ...rest
}: Common & {
  /** ISO date, or empty. */
  readonly value?: string;
}) {
  const written = `${hint} Ngày/tháng/năm, ví dụ 26/11/2026.`.trim();
  return <TextField {...rest} hint={written} value={value && showDay(value)} inputMode="numeric" width="medium" />;
}

export function TextArea({
  name,
  label,
  hint,
  required = true,
  value = '',
  rows = 4,
}: Common & { readonly value?: string; readonly rows?: number }) {
  const { id, error, typed } = useField(name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error} required={required}>
      <textarea
        {...described(id, hint, error)}
        id={id}
        name={name}
        rows={rows}
        value={typed === null ? value : String(typed)}
      />
    </Labelled>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function SelectField({
  name,
  label,
  hint,
  required = true,
  options,
  value = '',
}: Common & { readonly options: readonly Option[]; readonly value?: string }) {
  const { id, error, typed } = useField(name);
  const chosen = typed === null ? value : String(typed);
  return (
    <Labelled id={id} label={label} hint={hint} error={error} required={required}>
      <select {...described(id, hint, error)} id={id} name={name}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** One of a few, all in sight; or several, with `many`. */
export function ChoiceField({
  name,
  label,
  hint,
  required = true,
  options,
  value = [],
  many = false,
}: Common & { readonly options: readonly Option[]; readonly value?: readonly string[]; readonly many?: boolean }) {
  const { id, error, typed } = useField(name);
  const chosen = typed === null ? value : [typed].flat().map(String);
  return (
    <fieldset id={id} tabIndex={-1} class={error ? 'field wrong' : 'field'} {...describedBy(id, hint, error)}>
      <legend>
        {label}
        {required ? null : <Optional />}
      </legend>
      <Help id={id} hint={hint} error={error} />
      {options.map((option, index) => (
        <div class="choice" key={option.value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            id={`${id}-${index}`}
            name={name}
            value={option.value}
            checked={chosen.includes(option.value)}
          />
          <label for={`${id}-${index}`}>{option.label}</label>
        </div>
      ))}
    </fieldset>
  );
}

/** Yes, or left out. */
export function CheckField({
  name,
  label,
  checked = false,
}: Pick<Common, 'name' | 'label'> & { readonly checked?: boolean }) {
  const { id, error, typed } = useField(name);
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <Help id={id} error={error} />
      <div class="choice">
        <input
          type="checkbox"
          id={id}
          name={name}
          value="yes"
          checked={typed === null ? checked : typed === 'yes'}
          {...described(id, undefined, error)}
        />
        <label for={id}>{label}</label>
      </div>
    </div>
  );
}

/** In a form that is `multipart`. @param accept Endings, as `.docx,.pdf`. */
export function FileField({ name, label, hint, required = true, accept }: Common & { readonly accept: string }) {
  const { id, error } = useField(name);
  return (
    <Labelled id={id} label={label} hint={hint} error={error} required={required}>
      <input {...described(id, hint, error)} id={id} name={name} type="file" accept={accept} />
    </Labelled>
  );
}

export function HiddenField({ name, value }: { readonly name: string; readonly value: string | number }) {
  return <input type="hidden" name={name} value={String(value)} />;
}

function Labelled({
  id,
  label,
  hint,
  error,
  required,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | null;
  readonly required: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        {label}
        {required ? null : <Optional />}
      </label>
      <Help id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

function Optional() {
  return <span class="optional"> (không bắt buộc)</span>;
}

function Help({
  id,
  hint,
  error,
}: {
  readonly id: string;
  readonly hint?: string | undefined;
  readonly error: string | null;
}) {
  return (
    <>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </>
  );
}

function describedBy(id: string, hint: string | undefined, error: string | null) {
  const by = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ');
  return by ? { 'aria-describedby': by } : {};
}

function described(id: string, hint: string | undefined, error: string | null) {
  return { ...describedBy(id, hint, error), ...(error ? { 'aria-invalid': 'true' as const } : {}) };
}
