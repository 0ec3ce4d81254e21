/**
 * A phone in the browser for a simulated platform: `GET /debug/people/ID` gives what was shown, `POST` does what a person
 * does. For people who try the product; tests use the simulator's own functions.
 */
export function phonePage({ title, color }: { readonly title: string; readonly color: string }): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>
body{margin:0;font:16px/1.45 system-ui,sans-serif;background:#dfe6ea;display:flex;justify-content:center}
main{width:min(26rem,100%);height:100dvh;display:flex;flex-direction:column;background:#eef2f4}
header{background:${color};color:#fff;padding:.8rem 1rem;display:flex;justify-content:space-between;align-items:center}
header input{width:6rem;border:0;border-radius:.4rem;padding:.3rem .5rem}
#log{flex:1;overflow:auto;padding:1rem;display:flex;flex-direction:column;gap:.5rem}
.bubble{background:#fff;border-radius:.9rem;padding:.6rem .8rem;max-width:85%;white-space:pre-wrap;overflow-wrap:anywhere}
.mine{align-self:flex-end;background:#cfe8d8}
.buttons{display:flex;flex-wrap:wrap;gap:.4rem;margin-top:.3rem}
button{font:inherit;border:1px solid ${color};color:${color};background:#fff;border-radius:.6rem;padding:.35rem .7rem}
form{display:flex;gap:.5rem;padding:.7rem;background:#fff}form input{flex:1;font:inherit;padding:.5rem;border:1px solid #aab;border-radius:.6rem}
</style></head><body><main><header><strong>${title}</strong><label>Người số <input id="who" value="1001" inputmode="numeric"></label></header>
<div id="log" role="log" aria-live="polite"></div><form id="form"><input id="text" aria-label="Tin nhắn" autocomplete="off"><button>Gửi</button></form></main><script>
const log = document.getElementById('log'), who = document.getElementById('who'), said = [];
let known = -1;
const url = () => '/debug/people/' + encodeURIComponent(who.value);
async function act(body) {
  await fetch(url(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
function bubble(text, mine) {
  const node = document.createElement('div');
  node.className = 'bubble' + (mine ? ' mine' : '');
  node.textContent = text;
  log.append(node);
  return node;
}
function say(shown, body) {
  said.push({ after: known, text: shown });
  bubble(shown, true);
  log.scrollTop = log.scrollHeight;
  act(body);
}
async function refresh() {
  const { messages } = await (await fetch(url())).json();
  if (messages.length === known) return;
  known = messages.length;
  log.replaceChildren();
  messages.forEach((message, index) => {
    for (const mine of said.filter((one) => one.after === index)) bubble(mine.text, true);
    const node = bubble(message.text + (message.file ? '\\n📎 ' + message.file : ''), false);
    const row = document.createElement('div');
    row.className = 'buttons';
    for (const { label, payload, url: link } of message.buttons) {
      const button = document.createElement('button');
      button.textContent = label;
      button.onclick = () => (link ? window.open(link) : say(label, { do: 'press', payload }));
      row.append(button);
    }
    for (const { label, contact } of message.keyboard ?? []) {
      const button = document.createElement('button');
      button.textContent = label;
      button.onclick = () => {
        const phone = contact ? prompt('Số điện thoại') : null;
        if (phone) say(label, { do: 'contact', phone });
        else if (!contact) say(label, { do: 'say', text: label });
      };
      row.append(button);
    }
    node.append(row);
  });
  for (const mine of said.filter((one) => one.after >= known)) bubble(mine.text, true);
  log.scrollTop = log.scrollHeight;
}
document.getElementById('form').onsubmit = (event) => {
  event.preventDefault();
  const text = document.getElementById('text');
  if (text.value.trim()) say(text.value, { do: 'say', text: text.value });
  text.value = '';
};
who.onchange = () => { known = -1; said.length = 0; };
setInterval(() => refresh().catch(() => {}), 400);
</script></body></html>`;
}
