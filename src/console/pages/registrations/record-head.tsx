import type { RegistrationView } from '../../../office/services/view-registration.ts';
import { Clock, StatusBadge } from '../../components/badge.tsx';
import { Facts } from '../../components/facts.tsx';
import { showDay, showInstant, unitName } from '../../words.ts';
import { recordAddress } from './address.ts';
import { titleOf } from './record-data.ts';

/** What one must know at the first look. */
export function RecordHead({ record }: { readonly record: RegistrationView }) {
  const {
    reference,
    status,
    unit,
    deadline,
    submittedAt,
    officialNumber,
    productCode,
    roundOn,
    filledByOffice,
    result,
  } = record;
  const applicant = record.answers.find(({ field }) => field === 'applicant.name')?.shown ?? '';
  return (
    <>
      <h1>{titleOf(record)}</h1>
      <p class="lead">
        {applicant}, {unitName(unit)} <StatusBadge status={status} />
      </p>
      <Facts
        rows={[
          deadline ? ['Hạn của xã', <Clock key="clock" deadline={deadline} />] : null,
          ['Mã của trợ lý', reference ?? 'chưa có, phiếu chưa gửi'],
          submittedAt ? ['Gửi lúc', showInstant(submittedAt)] : null,
          officialNumber ? ['Số phiếu của xã', officialNumber] : null,
          productCode ? ['Mã sản phẩm', productCode] : null,
          roundOn ? ['Xã đề nghị trong đợt', `trước ${showDay(roundOn)}`] : null,
          filledByOffice ? ['Cách khai', 'Cán bộ khai hộ, có đồng ý trên giấy'] : null,
          result ? ['Kết quả', resultWords(result)] : null,
        ]}
      />
      <Duplicates duplicates={record.duplicates} />
    </>
  );
}

function resultWords({ points, stars, certificateNumber, expiresOn }: NonNullable<RegistrationView['result']>): string {
  const mark = `${String(points).replace('.', ',')} điểm`;
  if (stars === null) return `${mark}, chưa được công nhận`;
  const until = expiresOn ? `, hết hạn ${showDay(expiresOn)}` : '';
  return `${stars} sao, ${mark}, giấy số ${certificateNumber ?? ''}${until}`;
}

const SAME: Readonly<Record<string, string>> = {
  phone: 'cùng điện thoại',
  'tax-code': 'cùng mã số thuế',
  product: 'cùng tên sản phẩm trong xã',
};

function Duplicates({ duplicates: { here, elsewhere } }: Pick<RegistrationView, 'duplicates'>) {
  if (here.length === 0 && elsewhere === 0) return null;
  return (
    <div class="notice warning">
      <p>Có thể trùng với hồ sơ khác:</p>
      <ul>
        {here.map(({ id, reference, unit, same }) => (
          <li key={id}>
            <a href={recordAddress(id)}>{reference ?? 'phiếu chưa gửi'}</a>, {unitName(unit)}:{' '}
            {same.map((one) => SAME[one]).join(', ')}
          </li>
        ))}
        {elsewhere > 0 ? <li>{elsewhere} hồ sơ ở xã, phường khác</li> : null}
      </ul>
    </div>
  );
}
