// A message's text with its entities, drawn as Telegram draws them.

import { tgTime, said, words } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

/** A new element with properties and children; undefined children are left out. */
export function make(tag, properties = {}, ...children) {
  const { data, aria, ...own } = properties;
  const node = Object.assign(document.createElement(tag), own);
  Object.assign(node.dataset, data);
  for (const [name, value] of Object.entries(aria ?? {})) node.setAttribute(`aria-${name}`, value);
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** The nodes of a text; offsets are UTF-16 units, which is how JavaScript counts as well. */
export function drawn(text, entities, phone) {
  return range(text, entities, 0, text.length, phone);
}

function range(text, entities, from, to, phone) {
  const nodes = [];
  let at = from;
  let rest = entities.filter((one) => one.offset >= from && one.offset + one.length <= to);
  while (rest.length) {
    const [first, ...others] = rest;
    const end = first.offset + first.length;
    if (first.offset > at) nodes.push(text.slice(at, first.offset));
    const inside = others.filter((one) => one.offset < end);
    nodes.push(marked(first, text.slice(first.offset, end), range(text, inside, first.offset, end, phone), phone));
    rest = others.filter((one) => one.offset >= end);
    // A quotation stands on its own lines: the line break that ends it is not one more.
    at = TAGS[first.type] === "blockquote" && end < to && text[end] === "\n" ? end + 1 : end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function marked(entity, text, children, phone) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, children, phone);
    case "url":
      return link(text, children, phone);
    case "email":
      return make("a", { href: `mailto:${text}` }, ...children);
    case "bot_command":
      return make("button", { type: "button", className: "inline", onclick: () => phone.types(text) }, ...children);
    case "code":
      return make("code", { title: words(phone.code).copied, onclick: () => phone.copies(text) }, ...children);
    case "date_time":
      return time(entity, text, phone);
    case "spoiler":
      return spoiler(children, phone);
    default:
      return make(TAGS[entity.type] ?? "span", { className: entity.type }, ...children);
  }
}

function link(url, children, phone) {
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: (event) => {
    if (phone.opens(url)) event.preventDefault();
  } }, ...children);
}

function time(entity, text, phone) {
  const shown = tgTime(entity.unix_time, entity.date_time_format ?? "", text, phone.code, phone.zone, phone.now());
  const whole = said(new Date(entity.unix_time * 1000), phone.code, phone.zone, { dateStyle: "full", timeStyle: "short" });
  return make("time", { className: "date_time", title: whole, dateTime: new Date(entity.unix_time * 1000).toISOString() }, shown);
}

function spoiler(children, phone) {
  const hidden = make("span", { aria: { hidden: true } }, ...children);
  const node = make("button", { type: "button", className: "spoiler", aria: { label: words(phone.code).reveal } }, hidden);
  node.onclick = () => {
    node.replaceWith(make("span", { className: "revealed" }, ...hidden.childNodes));
  };
  return node;
}
