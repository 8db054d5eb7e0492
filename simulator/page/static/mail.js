// The offices' mailbox.

import { get, remove } from "./api.js";
import { calm, h } from "./dom.js";
import { momentOf } from "./thai.js";

const list = document.getElementById("mail-list");
const count = document.getElementById("mail-count");
const items = new Map();

document.getElementById("mail-clear").addEventListener("click", () => remove("mail"));

/** Read the mail again and show it, newest first; what is open stays open. */
export const refreshMail = calm(async () => {
  const { mail } = await get("mail");
  count.textContent = mail.length ? String(mail.length) : "";
  document.getElementById("mail-clear").hidden = !mail.length;
  for (const number of items.keys()) if (!mail.some((each) => each.number === number)) items.delete(number);
  for (const each of mail) if (!items.has(each.number)) items.set(each.number, item(each));
  const elements = mail.map((each) => items.get(each.number)).reverse();
  if (!elements.length) {
    elements.push(h("p", { class: "empty" }, "ยังไม่มีจดหมาย เมื่อบอตส่งเรื่องต่อให้หน่วยงาน อีเมลจะมาถึงที่นี่"));
  }
  list.replaceChildren(...elements);
  window.dispatchEvent(new CustomEvent("mail-count", { detail: mail.length }));
});

function item(mail) {
  const to = (mail.to.length ? mail.to : mail.envelopeTo).join(", ");
  const element = h("details", { class: "mail-item unread", "data-testid": "mail-item" },
    h("summary", {},
      h("span", { class: "mail-subject" }, mail.subject || "(ไม่มีหัวเรื่อง)"),
      h("span", { class: "mail-to" }, `ถึง ${to}`),
      h("time", { dateTime: new Date(mail.time).toISOString() }, momentOf(mail.time))),
    h("div", { class: "mail-body" },
      h("p", { class: "mail-from" }, `จาก ${mail.from || mail.envelopeFrom}`),
      h("div", { class: "mail-text", "data-testid": "mail-body" }, mail.text || plain(mail.html)),
      mail.attachments.length
        ? h("p", { class: "mail-from" }, `แนบ: ${mail.attachments.map((each) => each.name).join(", ")}`)
        : null));
  element.addEventListener("toggle", () => element.open && element.classList.remove("unread"));
  return element;
}

function plain(html) {
  const page = new DOMParser().parseFromString(html || "", "text/html");
  return page.body.textContent.replace(/\n\s*\n+/g, "\n\n").trim();
}
