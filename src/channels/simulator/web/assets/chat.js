// The chat page's script: draws the thread that the server streams and sends what the person writes.
// Every message carries an id made here, so that sending it again after a lost answer has no second effect.

const log = document.getElementById('log');
const form = document.getElementById('composer');
const field = document.getElementById('text');
const filePicker = document.getElementById('file');
const presence = document.getElementById('presence');
const notice = document.getElementById('notice');
const jump = document.getElementById('jump');

const MAX_TEXT = 4000;
const MAX_FILE_BYTES = 10 * 1024 * 1024;
const SEND_TIMEOUT_MS = 30_000;
const TYPING_AT_MOST_MS = 20_000;
const DOUBLE_TAP_MS = 1000;
const DRAFT = 'ocop-draft';
const UNREACHABLE = 'Chưa gửi được vì mất kết nối. Tin của anh/chị vẫn còn đây.';

/** Bubbles by message key: what the server sends again is matched, never drawn twice. */
const drawn = new Map();
/** Until the first `ready`, entries are the past: nobody is typing. */
let live = false;
let typingTimer;

// ---- drawing

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

function showTime(iso) {
  return new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }).format(
    new Date(iso),
  );
}

function showSize(bytes) {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`;
}

function draw(entry) {
  const known = drawn.get(entry.key);
  if (known) return settle(known, entry.at);
  const follow = atBottom() || entry.from === 'person';
  const node = element('div', `entry ${entry.from}`);
  const bubble = element('div', 'bubble');
  bubble.append(element('span', 'sr', entry.from === 'assistant' ? 'Trợ lý: ' : 'Anh/chị: '));
  bubble.append(...entry.text.split('\n').map((line) => element('span', 'line', line)));
  node.append(bubble);
  if (entry.picture) bubble.prepend(entry.picture);
  if (entry.file) node.append(drawFile(entry.file));
  if (entry.buttons?.length || entry.requestContact) node.append(drawButtons(entry.buttons, entry.requestContact));
  node.append(element('p', 'meta', entry.at ? showTime(entry.at) : 'Đang gửi…'));
  if (entry.from === 'assistant')
    for (const earlier of log.querySelectorAll('.entry.newest')) earlier.classList.remove('newest');
  node.classList.toggle('newest', entry.from === 'assistant');
  stopTyping();
  log.append(node);
  drawn.set(entry.key, node);
  if (live && entry.from === 'person') startTyping();
  if (follow) scrollTo(node);
  else pointBelow('Tin mới ↓');
  return node;
}

function drawFile(file) {
  const link = element('a', 'file');
  link.href = `/chat/files/${encodeURIComponent(file.id)}`;
  link.setAttribute('download', file.name);
  const kind = file.name.includes('.') ? file.name.split('.').at(-1).toUpperCase() : 'TỆP';
  const badge = element('span', 'file-kind', kind);
  badge.setAttribute('aria-hidden', 'true');
  const words = element('span', 'file-words');
  words.append(element('strong', '', file.name), element('span', '', `Bấm để tải về · ${showSize(file.size)}`));
  link.append(badge, words);
  return link;
}

function drawButtons(buttons, requestContact) {
  const chips = element('div', 'chips');
  if (requestContact) {
    const share = element('button', 'chip', requestContact);
    share.type = 'button';
    share.dataset.share = 'phone';
    chips.append(share);
  }
  for (const { label, payload } of buttons) {
    const chip = element('button', 'chip', label);
    chip.type = 'button';
    chip.dataset.payload = payload;
    chips.append(chip);
  }
  return chips;
}

/** The server has taken the message: time instead of "Đang gửi…". */
function settle(node, at) {
  node.classList.remove('failed');
  node.querySelector('.retry')?.remove();
  if (at) node.querySelector('.meta').textContent = showTime(at);
  return node;
}

function fail(node, text, again) {
  stopTyping();
  node.classList.add('failed');
  node.querySelector('.meta').textContent = text;
  node.querySelector('.retry')?.remove();
  const retry = element('button', 'chip retry', 'Gửi lại');
  retry.type = 'button';
  retry.addEventListener('click', () => {
    node.querySelector('.meta').textContent = 'Đang gửi…';
    retry.remove();
    again();
  });
  node.append(retry);
  scrollTo(node);
}

function startTyping() {
  stopTyping();
  const dots = element('div', 'entry assistant typing');
  const bubble = element('div', 'bubble');
  for (let dot = 0; dot < 3; dot += 1) bubble.append(element('i'));
  bubble.setAttribute('aria-hidden', 'true');
  dots.append(bubble);
  log.append(dots);
  typingTimer = setTimeout(stopTyping, TYPING_AT_MOST_MS);
}

function stopTyping() {
  clearTimeout(typingTimer);
  log.querySelector('.typing')?.remove();
}

function atBottom() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
}

/** To the end, but never past the first line of an answer taller than the screen; what is left below is pointed at. */
function scrollTo(node) {
  log.scrollTop = Math.min(log.scrollHeight - log.clientHeight, node.offsetTop - log.offsetTop - 12);
  pointBelow('Xem tiếp ↓');
}

function pointBelow(label) {
  jump.textContent = label;
  jump.hidden = atBottom();
}

function tell(text) {
  notice.textContent = text;
  notice.hidden = text === '';
}

// ---- sending

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `{ok: true}`, or the text to show; `again` is false when sending the same thing again can't help. */
async function post(url, options) {
  try {
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout?.(SEND_TIMEOUT_MS), ...options });
    if (response.ok) return { ok: true };
    const problem = await response.json().catch(() => ({}));
    const again = response.status >= 500 || response.status === 429;
    return { ok: false, again, text: problem.text ?? 'Máy chủ đang trục trặc. Anh/chị thử gửi lại sau ít phút.' };
  } catch {
    return { ok: false, again: true, text: UNREACHABLE };
  }
}

/** Draws the message at once and sends it. `giveBack` returns the words to the field when they can't be sent as they are. */
async function send(bubble, request, giveBack) {
  const id = newId();
  tell('');
  const node = draw({ key: id, from: 'person', ...bubble });
  const attempt = async () => {
    const outcome = await post(request.url, request.options(id));
    if (outcome.ok) return settle(node, new Date().toISOString());
    if (outcome.again) return fail(node, outcome.text, attempt);
    stopTyping();
    node.remove();
    drawn.delete(id);
    tell(outcome.text);
    giveBack?.();
  };
  await attempt();
}

function sendJson(shown, content, giveBack) {
  const options = (id) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, ...content }),
  });
  return send({ text: shown }, { url: '/chat/messages', options }, giveBack);
}

function sendText(text) {
  return sendJson(text, { text }, () => {
    if (field.value === '') setField(text);
  });
}

function sendFile(file) {
  if (file.size > MAX_FILE_BYTES) return tell('Tệp lớn quá 10 MB. Anh/chị chọn ảnh nhỏ hơn hoặc tách tệp giúp tôi.');
  const options = (id) => ({
    headers: {
      'content-type': 'application/octet-stream',
      'x-message-id': id,
      'x-file-name': encodeURIComponent(file.name),
    },
    body: file,
  });
  let picture;
  if (file.type.startsWith('image/')) {
    picture = element('img', 'picture');
    picture.alt = '';
    picture.src = URL.createObjectURL(file);
  }
  return send({ text: file.name, picture }, { url: '/chat/files', options });
}

/** A browser has no phone number to share, so the field asks for it; what is sent next goes as the visitor's own. */
function askForContact() {
  field.inputMode = 'tel';
  field.dataset.share = 'phone';
  field.placeholder = 'Số điện thoại của anh/chị';
  field.focus();
}

function stopAskingForContact() {
  field.inputMode = 'text';
  delete field.dataset.share;
  field.placeholder = 'Nhắn cho trợ lý…';
}

function setField(text) {
  field.value = text;
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
  sessionStorage.setItem(DRAFT, text);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field.value.trim();
  field.focus();
  if (text === '') return;
  if ([...text.normalize('NFC')].length > MAX_TEXT) {
    return tell('Tin dài quá 4.000 ký tự. Anh/chị tách thành vài tin ngắn hơn giúp tôi.');
  }
  setField('');
  const shared = field.dataset.share && /^[+\d][\d .-]{5,24}$/.test(text);
  stopAskingForContact();
  if (shared) sendJson(text, { contact: text }, () => setField(text));
  else sendText(text);
});

field.addEventListener('input', () => setField(field.value));
field.addEventListener('keydown', (event) => {
  // While a Vietnamese input method is composing, Enter ends the word.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

filePicker.addEventListener('change', () => {
  const [file] = filePicker.files;
  if (file) sendFile(file);
  filePicker.value = '';
});

log.addEventListener('click', (event) => {
  const chip = event.target.closest('.chip');
  if (!chip || chip.dataset.pressed) return;
  // Many people tap twice; the second tap of a pair means nothing.
  chip.dataset.pressed = 'yes';
  setTimeout(() => delete chip.dataset.pressed, DOUBLE_TAP_MS);
  if (chip.dataset.share) askForContact();
  if (chip.dataset.text) sendText(chip.dataset.text);
  if (chip.dataset.payload) sendJson(chip.textContent, { button: chip.dataset.payload });
});

log.addEventListener('scroll', () => {
  if (atBottom()) jump.hidden = true;
});
jump.addEventListener('click', () => {
  log.scrollTop = log.scrollHeight;
  log.focus();
});

// A field that grows, or a keyboard that opens, must not push the newest message out of sight.
let wasAtBottom = true;
log.addEventListener('scroll', () => {
  wasAtBottom = atBottom();
});
new ResizeObserver(() => {
  if (wasAtBottom) log.scrollTop = log.scrollHeight;
}).observe(log);

// ---- the stream

function connect() {
  const source = new EventSource('/chat/events');
  source.addEventListener('entry', (event) => draw(JSON.parse(event.data)));
  source.addEventListener('ready', () => {
    live = true;
    setPresence('Đang trực tuyến', true);
  });
  source.addEventListener('error', () => {
    setPresence('Mất kết nối, đang nối lại…', false);
    // The browser gives up by itself after an error status; anything else it retries alone.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 5000);
  });
}

function setPresence(text, online) {
  if (presence.textContent !== text) presence.textContent = text;
  presence.classList.toggle('online', online);
}

setField(sessionStorage.getItem(DRAFT) ?? '');
connect();
