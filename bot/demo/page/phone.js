// One phone: its chat, its buttons, its text field.

import { drawn, make } from "./entities.js";
import { day, hour, words } from "./words.js";

const ROLES = { mentee: "mentee", mentor: "mentor", coordinator: "coordinator" };
const LANGUAGES = { en: "English", da: "Dansk" };
const TOAST_LASTS = 4500;
const TYPING_LASTS = 5500;

export class Phone {
  /** `page` acts, chooses where links open, and knows the time. */
  constructor(state, page) {
    this.page = page;
    this.state = state;
    this.shown = new Map();
    this.toasted = new Set(state.toasts.map((toast) => toast.query));
    this.unread = 0;
    this.stuck = true;
    this.pressed = null;
    this.element = this.built();
    this.update(state);
  }

  get code() { return this.state.language_code; }
  get zone() { return this.page.zone; }
  get words() { return words(this.code); }
  now() { return this.page.now(); }

  built() {
    const id = `phone-${this.state.role}`;
    this.languages = make("div", { className: "languages", role: "group", aria: { label: "Language" } },
      ...Object.entries(LANGUAGES).map(([code, name]) =>
        make("button", { type: "button", textContent: name, data: { code }, onclick: () => this.act("language", { language: code }) })));
    this.status = make("small", { className: "status" });
    this.name = make("b", {});
    this.more = make("details", { className: "more" },
      make("summary", { aria: { label: "More" } }, "⋮"), make("div", { className: "sheet" }));
    this.chat = make("div", { className: "chat", role: "log", tabIndex: 0, aria: { live: "polite", label: "Chat" } });
    this.chat.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.settle()).observe(this.chat);
    this.down = make("button", { type: "button", className: "down", hidden: true, onclick: () => this.bottom("smooth") }, "↓");
    this.alerts = make("div", { className: "alerts", role: "status", aria: { live: "assertive" } });
    this.menu = make("details", { className: "menu" }, make("summary", {}, "☰"), make("div", { className: "sheet" }));
    this.field = make("textarea", { rows: 1, maxLength: 8000, enterKeyHint: "send", oninput: () => this.grows() });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.send = make("button", { type: "submit", className: "send" }, "➤");
    this.composer = make("form", { className: "composer", onsubmit: (event) => { event.preventDefault(); this.says(); } },
      this.menu, this.field, this.send);
    this.opening = make("button", { type: "button", className: "opening", onclick: () => this.starts() });
    return make("section", { className: "phone", id, role: "tabpanel", data: { role: this.state.role },
      aria: { label: `${this.state.first_name}'s phone` } },
      make("header", { className: "owner" },
        make("h2", {}, this.state.first_name, " ", make("span", {}, ROLES[this.state.role] ?? this.state.role)), this.languages),
      make("div", { className: "glass" },
        make("div", { className: "top" }, make("span", { className: "face", aria: { hidden: true } }, "M"),
          make("div", { className: "who" }, this.name, this.status), this.more),
        make("div", { className: "middle" }, this.chat, this.down, this.alerts),
        this.opening, this.composer));
  }

  update(state) {
    const before = this.state;
    this.state = state;
    this.name.textContent = this.page.bot.name;
    this.field.placeholder = this.words.write;
    this.field.setAttribute("aria-label", this.words.write);
    this.send.setAttribute("aria-label", this.words.send);
    this.down.setAttribute("aria-label", this.words.newest);
    this.element.lang = this.code.startsWith("da") ? "da" : "en";
    for (const button of this.languages.children) {
      button.setAttribute("aria-pressed", String(this.code.startsWith(button.dataset.code)));
      button.disabled = state.started;
    }
    this.typing(state.typing);
    this.opener();
    this.drawMenu();
    this.drawMore();
    this.drawChat(before);
    this.drawToasts();
    if (!state.spinning) this.calm();
  }

  typing(on) {
    clearTimeout(this.stops);
    this.status.textContent = on ? this.words.typing : this.words.bot;
    this.status.classList.toggle("typing", on);
    if (on) this.stops = setTimeout(() => this.typing(false), TYPING_LASTS);
  }

  /** The one big button: START, the invitation, or unblock. */
  opener() {
    const { started, blocked, deleted } = this.state;
    this.opening.hidden = started && !blocked && !deleted;
    this.composer.hidden = !this.opening.hidden;
    this.opening.disabled = deleted;
    this.opening.textContent = deleted ? this.words.left : blocked ? this.words.unblock
      : this.invitation() ? this.words.invitation : this.words.start;
  }

  invitation() { return this.state.role === "coordinator" ? this.page.invitation : null; }

  starts(link = this.invitation()) {
    if (this.state.blocked) return this.act("unblock");
    const payload = link ? new URL(link).searchParams.get("start") ?? "" : "";
    return this.act("start", { payload });
  }

  act(name, details = {}) { return this.page.act({ act: name, person: this.state.id, ...details }); }

  types(text) { this.page.stickTo(this); return this.act("type", { text }); }

  says() {
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = "";
    this.grows();
    this.types(text);
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.says();
  }

  grows() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 110)}px`;
  }

  opens(url) { return this.page.opens(url, this); }

  async copies(text) {
    try { await navigator.clipboard.writeText(text); } catch { /* no clipboard here: the toast shows the text */ }
    this.toast(`${this.words.copied}: ${text}`);
  }

  drawMenu() {
    const [summary, sheet] = this.menu.children;
    summary.setAttribute("aria-label", this.words.menu);
    this.menu.hidden = !this.state.menu.length;
    const signature = JSON.stringify(this.state.menu);
    if (sheet.dataset.signature === signature) return;
    sheet.dataset.signature = signature;
    sheet.replaceChildren(...this.state.menu.map(({ command, description }) =>
      make("button", { type: "button", onclick: () => { this.menu.open = false; this.types(`/${command}`); } },
        make("span", {}, description), make("code", {}, `/${command}`))));
  }

  drawMore() {
    const [summary, sheet] = this.more.children;
    summary.setAttribute("aria-label", this.words.more);
    const signature = this.code + this.state.blocked + this.state.started;
    if (sheet.dataset.signature === signature) return;
    sheet.dataset.signature = signature;
    const names = !this.state.started || this.state.blocked ? [] : ["sticker", "voice", "photo"];
    names.push(this.state.blocked ? "unblock" : "block");
    sheet.replaceChildren(...names.map((name) =>
      make("button", { type: "button", onclick: () => { this.more.open = false; this.act(name); } }, this.words[name])));
    this.more.hidden = !this.state.started;
  }

  drawChat(before) {
    const wanted = [];
    let date = "";
    for (const message of this.state.messages) {
      if (message.at.slice(0, 10) !== date) {
        date = message.at.slice(0, 10);
        wanted.push(this.separator(date, message.at));
      }
      wanted.push(this.message(message));
    }
    if (!wanted.length) wanted.push(this.welcome());
    arrange(this.chat, wanted);
    const arrived = this.state.messages.filter((one) => !before.messages.some((other) => other.id === one.id));
    if (arrived.some((one) => one.mine)) this.stuck = true;
    this.settle();
    if (this.drawnOnce && arrived.some((one) => !one.mine)) this.page.rings(this, arrived.filter((one) => !one.mine).length);
    this.drawnOnce = true;
  }

  /** Whoever reads the newest message stays there; whoever reads further up is left in peace. */
  scrolled() {
    this.stuck = this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 120;
    this.down.hidden = this.stuck;
  }

  settle() {
    if (this.stuck) this.bottom("instant");
    else this.down.hidden = false;
  }

  bottom(behavior) { this.chat.scrollTo({ top: this.chat.scrollHeight, behavior }); }

  welcome() {
    const about = this.state.about;
    const hint = this.state.role === "coordinator" ? this.words.silent : this.words.waits;
    return this.kept(`welcome`, about + this.code, () => make("div", { className: "welcome" },
      about && make("b", {}, this.words.about), make("p", {}, about || hint), about && make("p", { className: "hint" }, hint)));
  }

  separator(date, at) {
    return this.kept(`day-${date}`, this.code, () =>
      make("div", { className: "day" }, make("span", {}, day(new Date(at), this.code, this.zone))));
  }

  /** The node of a key, drawn anew only when its signature changed; focus stays where it was. */
  kept(key, signature, draw) {
    const old = this.shown.get(key);
    if (old?.signature === signature) return old.node;
    const node = draw();
    if (old?.node.contains(document.activeElement)) {
      queueMicrotask(() => (node.querySelector(".keys button, .keys a") ?? this.chat).focus({ preventScroll: true }));
    }
    if (old && key.startsWith("m")) node.classList.add("changed");
    this.shown.set(key, { signature, node });
    return node;
  }

  message(message) {
    return this.kept(`m${message.id}`, JSON.stringify(message) + this.code, () => this.bubble(message));
  }

  bubble(message) {
    const edited = message.edited && message.mine ? `${this.words.edited} ` : "";
    const stamp = make("small", { className: "stamp" }, edited, hour(new Date(message.at), this.code, this.zone));
    const text = message.text ? make("div", { className: "text" }, ...drawn(message.text, message.entities, this)) : null;
    const node = make("article", { className: message.mine ? "message mine" : "message", data: { id: message.id } },
      make("div", { className: "bubble" }, ...this.media(message.media), text, stamp));
    if (message.keyboard.length) node.append(this.keys(message));
    return node;
  }

  media(media) {
    const file = (id) => `/demo/api/file/${encodeURIComponent(id)}`;
    if (media.photo) {
      const one = media.photo.at(-1);
      const image = make("img", { src: file(one.file_id), alt: this.words.pictureIs, onload: () => this.settle(), width: one.width, height: one.height });
      return [make("button", { type: "button", className: "photo", onclick: () => this.page.shows(image.src, this.words.pictureIs) }, image)];
    }
    if (media.document) {
      const one = media.document;
      return [make("a", { className: "file", href: file(one.file_id), download: one.file_name },
        make("span", { className: "get", aria: { hidden: true } }, "↓"), make("span", {}, make("b", {}, one.file_name), make("small", {}, size(one.file_size))))];
    }
    if (media.sticker) return [make("div", { className: "sticker" }, media.sticker.emoji)];
    if (media.voice) return [make("div", { className: "voice" }, "🎤 ", this.words.voiceIs, ` ${minutes(media.voice.duration)}`)];
    return [];
  }

  keys(message) {
    return make("div", { className: "keys" }, ...message.keyboard.map((row) =>
      make("div", { className: "row" }, ...row.map((button) => this.key_(button, message)))));
  }

  key_(button, message) {
    const node = make("button", { type: "button", className: `key ${button.style ?? ""}` }, button.text);
    if (button.url) {
      node.append(make("span", { className: "corner", aria: { hidden: true } }, "↗"));
      node.onclick = () => this.opens(button.url) || window.open(button.url, "_blank", "noopener");
    } else if (button.copy_text) {
      node.append(make("span", { className: "corner", aria: { hidden: true } }, "⧉"));
      node.onclick = () => this.copies(button.copy_text.text);
    } else {
      node.onclick = () => this.presses(node, button, message);
    }
    return node;
  }

  presses(node, button, message) {
    this.calm();
    this.pressed = node;
    node.classList.add("waiting");
    node.setAttribute("aria-busy", "true");
    this.act("tap", { message: message.id, data: button.callback_data });
  }

  calm() {
    this.pressed?.classList.remove("waiting");
    this.pressed?.removeAttribute("aria-busy");
    this.pressed = null;
  }

  drawToasts() {
    for (const toast of this.state.toasts) {
      if (this.toasted.has(toast.query)) continue;
      this.toasted.add(toast.query);
      if (toast.alert) this.alert(toast.text);
      else this.toast(toast.text);
    }
  }

  toast(text) {
    const node = make("p", { className: "toast" }, text);
    this.alerts.append(node);
    setTimeout(() => node.remove(), TOAST_LASTS);
  }

  alert(text) {
    const node = make("div", { className: "alert", role: "alertdialog" }, make("p", {}, text),
      make("button", { type: "button", onclick: () => node.remove() }, "OK"));
    this.alerts.append(node);
    node.lastChild.focus();
  }
}

/** Puts exactly these nodes into a place, in order, moving only what is not there yet. */
function arrange(place, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...place.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (place.children[index] !== node) place.insertBefore(node, place.children[index] ?? null);
  });
}

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} kB`);
