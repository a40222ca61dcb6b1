// What the phones themselves say, and how they say time, in the two languages.

const WORDS = {
  en: {
    write: "Message", send: "Send", menu: "Menu", more: "More", typing: "typing…", bot: "bot", edited: "edited",
    start: "START", about: "What can this bot do?", invitation: "Open the invitation", silent: "No messages here yet.",
    waits: "An invitation from the coordinator opens here.", sticker: "Send a sticker", voice: "Send a voice message",
    photo: "Send a picture", block: "Stop and block the bot", unblock: "Unblock", blocked: "You blocked this bot.",
    copied: "Copied", reveal: "Hidden text: tap to read", voiceIs: "Voice message", pictureIs: "Picture", fileIs: "File",
    newest: "To the newest message", left: "This account is deleted.",
  },
  da: {
    write: "Besked", send: "Send", menu: "Menu", more: "Mere", typing: "skriver…", bot: "bot", edited: "redigeret",
    start: "START", about: "Hvad kan denne bot?", invitation: "Åbn invitationen", silent: "Ingen beskeder endnu.",
    waits: "En invitation fra koordinatoren åbner her.", sticker: "Send et klistermærke", voice: "Send en talebesked",
    photo: "Send et billede", block: "Stop og bloker botten", unblock: "Fjern blokering", blocked: "Du har blokeret botten.",
    copied: "Kopieret", reveal: "Skjult tekst: tryk for at læse", voiceIs: "Talebesked", pictureIs: "Billede", fileIs: "Fil",
    newest: "Til den nyeste besked", left: "Kontoen er slettet.",
  },
};

const formats = new Map();

/** The words of a language code; English for all but Danish. */
export const words = (code) => WORDS[code.startsWith("da") ? "da" : "en"];

/** A date said by parts, as Intl understands them, in a language and a zone. */
export function said(instant, code, zone, parts) {
  const language = code.startsWith("da") ? "da-DK" : "en-GB";
  const key = JSON.stringify([language, zone, parts]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, { timeZone: zone, ...parts }));
  return formats.get(key).format(instant);
}

export const day = (instant, code, zone) =>
  said(instant, code, zone, { weekday: "long", day: "numeric", month: "long" }).replace(",", "");

export const hour = (instant, code, zone) =>
  said(instant, code, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** A `<tg-time>`: its instant by Telegram's letters r, w, d, D, t, T; the words themselves when there are none. */
export function tgTime(unix, format, text, code, zone, now) {
  const instant = new Date(unix * 1000);
  if (!format) return text;
  if (format === "r") return relative(instant, now, code);
  const parts = {};
  if (format.includes("w")) parts.weekday = "long";
  if (format.includes("d")) Object.assign(parts, { day: "numeric", month: "numeric", year: "2-digit" });
  if (format.includes("D")) Object.assign(parts, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(format)) Object.assign(parts, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (format.includes("T")) parts.second = "2-digit";
  return said(instant, code, zone, parts);
}

function relative(instant, now, code) {
  const minutes = Math.round((instant - now) / 60000);
  const [amount, unit] = Math.abs(minutes) < 60 ? [minutes, "minute"]
    : Math.abs(minutes) < 2880 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat(code.startsWith("da") ? "da" : "en", { numeric: "auto" }).format(amount, unit);
}
