import type { ModelSettings } from '../assistant/create-model.ts';
import type { ModelOutcome } from '../assistant/types.ts';
import { broken, type Finding, fine } from './finding.ts';

/** One small request with an invented sentence; nothing personal leaves. */
export async function checkModel({ apiKey, baseUrl, chatModel, embeddingModel }: ModelSettings): Promise<Finding[]> {
  if (apiKey === null || (chatModel === null && embeddingModel === null)) {
    return [fine('model', 'Không dùng mô hình ngôn ngữ: trợ lý chạy bằng luật.')];
  }
  const { createOpenAiModel, TIMEOUTS } = await import('../assistant/openai.ts');
  const model = createOpenAiModel({
    apiKey,
    timeouts: TIMEOUTS,
    ...(baseUrl === null ? {} : { baseUrl }),
    ...(chatModel === null ? {} : { chatModel }),
    ...(embeddingModel === null ? {} : { embeddingModel }),
  });
  const understood = await model.understand({ text: 'hồ sơ gồm những gì', asking: null, openFields: [], known: [] });
  const embedded = await model.embed(['hồ sơ'], 'query');
  return [...judge('model', 'Mô hình hội thoại', understood), ...judge('embedding', 'Mô hình nhúng', embedded)];
}

function judge(check: string, name: string, outcome: ModelOutcome<unknown>): Finding[] {
  switch (outcome.kind) {
    case 'off':
      return [];
    case 'done':
      return [fine(check, `${name} trả lời đúng dạng.`)];
    case 'failed':
      return [
        broken(
          check,
          `${name} không trả lời dùng được (${outcome.reason}); trợ lý chạy bằng luật.`,
          'Kiểm tra OPENAI_BASE_URL, OPENAI_API_KEY, tên mô hình, và mô hình có hỗ trợ trả lời theo JSON schema.',
        ),
      ];
    default:
      return outcome satisfies never;
  }
}
