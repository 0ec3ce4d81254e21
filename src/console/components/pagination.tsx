import { HiddenField } from './fields.tsx';
import { Form, SubmitButton } from './form.tsx';

interface Place {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** Links to the pages of a list whose address says everything. */
export function Pagination({ total, page, pageSize, hrefOf }: Place & { readonly hrefOf: (page: number) => string }) {
  const last = Math.ceil(total / pageSize);
  if (last <= 1) return null;
  return (
    <nav class="pages" aria-label="Các trang">
      {page > 1 ? <a href={hrefOf(page - 1)}>← Trang trước</a> : null}
      <span>
        Trang {page}/{last}
      </span>
      {page < last ? <a href={hrefOf(page + 1)}>Trang sau →</a> : null}
    </nav>
  );
}

/** The same for a search whose words must not stand in an address: they go along as fields. */
export function SearchPagination({
  total,
  page,
  pageSize,
  action,
  fields,
}: Place & { readonly action: string; readonly fields: Readonly<Record<string, string>> }) {
  const last = Math.ceil(total / pageSize);
  if (last <= 1) return null;
  return (
    <Form action={action} class="pages">
      {Object.entries(fields).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      {page > 1 ? (
        <SubmitButton kind="plain" name="page" value={String(page - 1)}>
          ← Trang trước
        </SubmitButton>
      ) : null}
      <span>
        Trang {page}/{last}
      </span>
      {page < last ? (
        <SubmitButton kind="plain" name="page" value={String(page + 1)}>
          Trang sau →
        </SubmitButton>
      ) : null}
    </Form>
  );
}
