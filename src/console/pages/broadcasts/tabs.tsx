import type { Officer } from '../../../office/roles.ts';
import { type Tab, Tabs } from '../../components/tabs.tsx';

const TABS: readonly Tab[] = [
  { href: '/console/broadcasts', label: 'Thông báo', needs: 'broadcast.list' },
  { href: '/console/broadcasts/call-list', label: 'Danh sách gọi', needs: 'call-list.view' },
  { href: '/console/broadcasts/failures', label: 'Tin hỏng, không rõ', needs: 'broadcast.ledger' },
];

/** The pages about what is told to people. */
export const BroadcastTabs = ({ officer }: { readonly officer: Pick<Officer, 'role'> }) => (
  <Tabs label="Các trang về thông báo" tabs={TABS} officer={officer} />
);
