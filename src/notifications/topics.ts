import { TOPICS, type Topic } from './types.ts';

/** What can be turned off, in the order in which people are told of it. */
export const OPTIONAL_TOPICS: readonly Topic[] = TOPICS.filter((topic) => topic !== 'own-file');

/** As it stands in a sentence, after "tin": "thôi nhận tin hội chợ". */
const LABELS: Readonly<Record<Topic, string>> = {
  training: 'tập huấn',
  fair: 'hội chợ',
  livestream: 'phiên chợ trực tuyến',
  evaluation: 'lịch đánh giá sản phẩm',
  programme: 'hạn nộp và tin của Chương trình',
  reminder: 'nhắc việc',
  'own-file': 'hồ sơ của mình',
};

export function topicLabel(topic: Topic): string {
  return LABELS[topic];
}
