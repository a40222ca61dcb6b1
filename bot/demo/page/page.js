// The page: asks the world for news, shows it on the phones, moves the clock.

import { make } from "./entities.js";
import { Phone } from "./phone.js";
import { day, hour, said } from "./words.js";

const $ = (id) => document.getElementById(id);

class Page {
  constructor() {
    this.phones = new Map();
    this.version = -1;
    this.offset = 0;
    this.sent = null;
    this.zone = "UTC";
    this.bot = { name: "Makker", username: "" };
    this.controls = [...document.querySelectorAll(".bar button, .bar input")];
  }

  /** The demo's time: as last told, and running on since then. */
  now() { return new Date(Date.now() + this.offset); }

  async run() {
    this.listen();
    setInterval(() => this.showTime(), 1000);
    for (;;) {
      try {
        const answer = await fetch(`/demo/api/state?after=${this.version}`);
        this.update(await answer.json());
        document.body.classList.remove("away");
      } catch {
        document.body.classList.add("away");
        this.tell("The demo does not answer. Is it still running?");
        this.version = -1;
        await new Promise((done) => setTimeout(done, 1500));
      }
    }
  }

  update(state) {
    this.version = state.version;
    this.zone = state.zone;
    this.bot = state.bot;
    this.invitation = state.invitation;
    this.offset = new Date(state.now) - Date.now();
    this.showTime();
    this.showNext(state.next);
    this.lock(state.busy);
    for (const phone of state.phones) this.phone(phone);
    const gone = [...this.phones.keys()].filter((id) => !state.phones.some((phone) => phone.id === id));
    for (const id of gone) this.drop(id);
    this.countSent(state);
    document.body.dataset.version = state.version;
  }

  phone(state) {
    const known = this.phones.get(state.id);
    if (known) return known.update(state);
    const phone = new Phone(state, this);
    this.phones.set(state.id, phone);
    $("phones").append(phone.element);
    const tab = make("button", { type: "button", role: "tab", id: `tab-${state.role}`, data: { id: state.id },
      onclick: () => this.select(state.id) }, state.first_name, make("span", { className: "badge", hidden: true }));
    tab.setAttribute("aria-controls", phone.element.id);
    tab.addEventListener("keydown", (event) => this.step(event));
    document.querySelector(".tabs").append(tab);
    if (this.phones.size === 1) this.select(state.id);
    else tab.tabIndex = -1;
    return phone;
  }

  drop(id) {
    this.phones.get(id).element.remove();
    this.tab(id).remove();
    this.phones.delete(id);
    if (this.selected === id && this.phones.size) this.select([...this.phones.keys()][0]);
  }

  tab(id) { return document.querySelector(`.tabs [data-id="${id}"]`); }

  select(id) {
    this.selected = id;
    for (const [other, phone] of this.phones) {
      const chosen = other === id;
      phone.element.classList.toggle("selected", chosen);
      this.tab(other).setAttribute("aria-selected", String(chosen));
      this.tab(other).tabIndex = chosen ? 0 : -1;
      if (chosen) { phone.unread = 0; phone.bottom("instant"); }
      this.badge(phone);
    }
  }

  step(event) {
    const tabs = [...document.querySelectorAll(".tabs [role=tab]")];
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    const tab = tabs[(tabs.indexOf(event.target) + move + tabs.length) % tabs.length];
    this.select(Number(tab.dataset.id));
    tab.focus();
  }

  rings(phone, count) {
    if (phone.state.id !== this.selected) phone.unread += count;
    this.badge(phone);
    phone.element.classList.remove("rung");
    void phone.element.offsetWidth; // starts the animation again
    phone.element.classList.add("rung");
  }

  badge(phone) {
    const badge = this.tab(phone.state.id).querySelector(".badge");
    badge.hidden = !phone.unread;
    badge.textContent = phone.unread || "";
  }

  stickTo(phone) {
    phone.stuck = true;
    phone.bottom("instant");
  }

  async post(path, body) {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return answer.ok ? answer.json() : null;
  }

  act(body) { return this.post("/demo/api/act", body); }

  listen() {
    for (const button of document.querySelectorAll("[data-hours]")) {
      button.onclick = () => this.move({ hours: Number(button.dataset.hours) });
    }
    $("next").onclick = () => this.move({ next: true });
    $("set").onsubmit = (event) => { event.preventDefault(); this.move({ to: $("to").value }); };
    $("story").onclick = () => this.restart(true);
    $("empty").onclick = () => this.restart(false);
    for (const dialog of [$("chooser"), $("picture")]) {
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    }
    document.addEventListener("click", (event) => {
      for (const open of document.querySelectorAll("details[open]")) if (!open.contains(event.target)) open.open = false;
    });
    document.addEventListener("keydown", (event) => {
      const open = event.key === "Escape" && document.querySelector("details[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    });
  }

  lock(busy) {
    for (const control of this.controls) control.disabled = busy || (control.id === "next" && !this.next);
    document.body.classList.toggle("busy", busy);
  }

  async move(how) {
    this.counting("");
    if (!(await this.post("/demo/api/clock", how))) { this.sent = null; this.tell("Time moves forward only. Choose a later time."); }
  }

  async restart(story) {
    this.sent = null;
    this.tell(story ? "Loading three months of a programme…" : "Clearing the phones…");
    await this.post("/demo/api/restart", { story });
    this.tell(story ? "A programme in its third month. Move the clock and see what Makker says."
      : "Empty phones. Begin on Mette's: she has an invitation.");
  }

  /** From now on the line on top counts what is sent. */
  counting() {
    const ids = [...this.phones.values()].flatMap((phone) => phone.state.messages.map((message) => message.id));
    this.sent = { after: Math.max(0, ...ids) };
  }

  countSent(state) {
    if (!this.sent || state.busy) return;
    const counts = state.phones.map((phone) => [phone.first_name, this.fresh(phone).length]).filter(([, count]) => count);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    const to = counts.map(([name, count]) => `${name} ${count}`).join(", ");
    const what = total === 0 ? "Nothing was sent." : total === 1 ? `1 message was sent: ${to}.` : `${total} messages were sent: ${to}.`;
    this.tell(`It is ${this.local()} now. ${what}`);
  }

  fresh(phone) { return phone.messages.filter((message) => !message.mine && message.id > this.sent.after); }

  tell(text) { if ($("happened").textContent !== text) $("happened").textContent = text; }

  local(instant = this.now()) { return `${day(instant, "en", this.zone)} ${hour(instant, "en", this.zone)}`; }

  brief(instant) {
    return said(instant, "en", this.zone, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
  }

  showTime() {
    const now = this.now();
    $("now").dateTime = now.toISOString();
    $("now").querySelector(".day").textContent = day(now, "en", this.zone);
    $("now").querySelector(".short").textContent = this.brief(now);
    $("now").querySelector(".hour").textContent = hour(now, "en", this.zone);
    const year = now.toLocaleDateString("en", { year: "numeric", timeZone: this.zone });
    $("now").title = `${year}, ${this.zone}`;
  }

  /** When something is to be decided next; whether anybody on the page then hears anything, nobody knows before. */
  showNext(next) {
    this.next = next;
    const when = next && new Date(next);
    $("next").querySelector("small").textContent = when ? `not before ${this.brief(when)} ${hour(when, "en", this.zone)}` : "nothing is planned";
    if (document.activeElement !== $("to") && next) $("to").value = next.slice(0, 16);
  }

  /** Whether a link was for this bot; it is then offered to the phones. */
  opens(url, from) {
    const link = new URL(url, location.href);
    const ours = ["t.me", "telegram.me"].includes(link.hostname) && link.pathname.slice(1).toLowerCase() === this.bot.username.toLowerCase();
    if (!ours) return false;
    this.choose(url, from);
    return true;
  }

  choose(url, from) {
    const dialog = $("chooser");
    const others = [...this.phones.values()].filter((phone) => phone !== from);
    const opening = [...others, from].map((phone) => make("button", { type: "button", onclick: () => {
      dialog.close();
      this.select(phone.state.id);
      phone.starts(url);
    } }, `Open on ${phone.state.first_name}'s phone`));
    dialog.replaceChildren(
      make("h2", { id: "chooser-title" }, "Open this invitation"), make("p", {}, url), ...opening,
      make("button", { type: "button", onclick: () => { dialog.close(); from.copies(url); } }, "Copy the link"),
      make("button", { type: "button", className: "quiet", onclick: () => dialog.close() }, "Cancel"));
    dialog.showModal();
  }

  shows(source, label) {
    const dialog = $("picture");
    const image = make("img", { src: source, alt: label });
    dialog.replaceChildren(image, make("button", { type: "button", onclick: () => dialog.close(), aria: { label: "Close" } }, "×"));
    dialog.showModal();
  }
}

new Page().run();
