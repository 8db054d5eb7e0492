// One chat bubble, of any kind of message.

import { h } from "./dom.js";
import { flexElement } from "./flex.js";
import { icon } from "./icons.js";
import { templateElement } from "./templates.js";
import { timeOf, VIA } from "./thai.js";

/** The row of a bubble; `tap(action)` for buttons, `unsend(id)` for the person's own bubbles. */
export function bubbleElement(bubble, { tap, unsend }) {
  const mine = bubble.direction === "person";
  if (bubble.hidden) {
    return h("div", { class: "gone", "data-testid": "bubble", "data-id": bubble.id, "data-direction": bubble.direction },
      "ยกเลิกข้อความแล้ว");
  }
  const body = content(bubble.message, tap);
  const wide = ["flex", "template"].includes(bubble.type);
  const marks = h("div", { class: "marks" },
    mine && bubble.read ? h("span", {}, "อ่านแล้ว") : null,
    !mine && VIA[bubble.via] ? h("span", { class: `via via-${bubble.via}` }, VIA[bubble.via]) : null,
    h("time", { dateTime: new Date(bubble.time).toISOString() }, timeOf(bubble.time)));
  return h("div", {
    class: `row ${mine ? "mine" : "theirs"} ${wide ? "wide" : ""}`, "data-testid": "bubble",
    "data-id": bubble.id, "data-direction": bubble.direction, "data-type": bubble.type,
  },
    mine ? null : h("span", { class: "face", "aria-hidden": "true" }, "ข"),
    mine && bubble.via === "person" ? more(bubble, unsend) : null,
    mine ? marks : null, body, mine ? null : marks);
}

function more(bubble, unsend) {
  const menu = h("details", { class: "more" },
    h("summary", { "aria-label": "ตัวเลือกของข้อความนี้", "data-testid": "bubble-menu" }, "⋯"),
    h("button", { type: "button", "data-testid": "unsend", onclick: () => unsend(bubble.id) }, "ยกเลิกข้อความ"));
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

function content(message, tap) {
  const kind = message.type;
  if (kind === "text" || kind === "textV2") return h("div", { class: "said" }, message.text ?? "");
  if (kind === "flex") return flexElement(message.contents, tap);
  if (kind === "template") return templateElement(message.template, tap);
  if (kind === "location") return place(message);
  if (kind === "image") return photo(message);
  if (kind === "sticker") return h("div", { class: "sticker", role: "img", "aria-label": "สติกเกอร์" }, icon("smile", 84));
  if (kind === "video") return file("film", "วิดีโอ", message);
  if (kind === "audio") return file("voice", "ข้อความเสียง", message);
  if (kind === "file") return file("file", message.fileName || "ไฟล์", message);
  return h("div", { class: "said" }, message.altText || `(${kind})`);
}

function photo(message) {
  const source = message.contentUrl || message.previewImageUrl || message.originalContentUrl;
  return h("a", { class: "photo", href: message.contentUrl || message.originalContentUrl, target: "_blank", rel: "noopener" },
    h("img", { src: source, alt: "รูปที่ส่ง" }));
}

function file(sign, name, message) {
  const link = message.contentUrl || message.originalContentUrl;
  return h("a", { class: "said file", href: link, target: "_blank", rel: "noopener" },
    icon(sign), h("span", {}, name));
}

function place(message) {
  return h("div", { class: "said place" },
    h("span", { class: "place-map" }, icon("pin", 30)),
    h("strong", {}, message.title || "ตำแหน่งที่ตั้ง"),
    message.address ? h("span", {}, message.address) : null,
    h("small", {}, `${message.latitude.toFixed(5)}, ${message.longitude.toFixed(5)}`));
}
