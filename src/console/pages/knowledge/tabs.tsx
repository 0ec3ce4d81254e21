import type { Officer } from '../../../office/roles.ts';
import { type Tab, Tabs } from '../../components/tabs.tsx';

const TABS: readonly Tab[] = [
  { href: '/console/knowledge', label: 'Văn bản', needs: 'knowledge.view' },
  { href: '/console/knowledge/try', label: 'Hỏi thử', needs: 'knowledge.view' },
  { href: '/console/knowledge/questions', label: 'Câu chưa trả lời được', needs: 'question.list' },
  { href: '/console/knowledge/drafts', label: 'Bản thảo', needs: 'knowledge.change' },
];

/** The pages about what the assistant knows. */
export const KnowledgeTabs = ({ officer }: { readonly officer: Pick<Officer, 'role'> }) => (
  <Tabs label="Các trang về tri thức" tabs={TABS} officer={officer} />
);
