import { createInterface } from 'node:readline/promises';
import type { ChatTurn, Session } from './session.ts';

/** A chat for people: replies as text, buttons numbered, "/thoat" or Ctrl+D to leave. */
export async function talk(session: Session): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say('Trợ lý OCOP Thanh Hóa. Gõ câu của anh/chị rồi nhấn Enter; gõ số để chọn nút; /thoat để ra.\n');
  terminal.setPrompt('> ');
  terminal.prompt();
  for await (const line of terminal) {
    const text = line.trim();
    if (text === '/thoat') break;
    if (text !== '') show(await session.take({ kind: 'content', content: { kind: 'text', text } }), say);
    terminal.prompt();
  }
  terminal.close();
}

function show(turn: ChatTurn, say: (line: string) => void): void {
  let number = 0;
  for (const reply of turn.replies) {
    say(`\n${reply.text}`);
    if (reply.file) say(`   [tệp] ${reply.file}`);
    for (const button of reply.buttons) {
      number += 1;
      say(`   ${number}. ${button.label}`);
    }
  }
  say('');
}
