import type { EventDetails } from '../../../notifications/events/event.ts';
import { Badge, type Tone } from '../../components/badge.tsx';

const WORDS: Readonly<Record<EventDetails['status'], readonly [string, Tone]>> = {
  draft: ['Bản nháp', 'neutral'],
  published: ['Đã công bố', 'good'],
  cancelled: ['Đã hủy', 'late'],
};

export function EventBadge({ status }: Pick<EventDetails, 'status'>) {
  const [words, tone] = WORDS[status];
  return <Badge tone={tone}>{words}</Badge>;
}
