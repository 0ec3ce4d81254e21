import { openState } from '../conversation/store/sealed.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';
import { broken, type Finding, fine } from './finding.ts';

/** Whether the key opens what is there. */
export async function checkKey(client: PrismaClient, crypto: Crypto): Promise<Finding> {
  const newest = await client.conversation.findFirst({ orderBy: { updatedAt: 'desc' } });
  if (!newest) return fine('key', 'Khóa mã hóa đọc được; chưa có dữ liệu nào để thử.');
  try {
    openState(crypto, newest.personId, newest.state);
    return fine('key', 'Khóa mã hóa mở được dữ liệu đang có.');
  } catch {
    return broken(
      'key',
      'Khóa mã hóa không mở được dữ liệu đang có.',
      'Đặt lại đúng SECRET_KEY, hoặc khôi phục DATA_DIR/secret.key từ bản sao lưu. Đừng tạo khóa mới.',
    );
  }
}
