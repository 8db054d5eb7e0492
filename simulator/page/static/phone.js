// One phone: whose it is, the chat, the chips, and the line to write on.

import { get, post } from "./api.js";
import { perform, sendPhoto, sendPlace } from "./actions.js";
import { bubbleElement } from "./bubbles.js";
import { calm, h, toast } from "./dom.js";
import { icon } from "./icons.js";
import { menuElement } from "./richmenu.js";
import { askFile } from "./sheets.js";
import { dayOf, initial, ROLES } from "./thai.js";

const SHOWN = 200;

/** A phone for `userId`; `pick(newUserId)` when another person is chosen, `close()` to put it away. */
export class Phone {
  constructor(userId, { pick, close }) {
    this.userId = userId;
    this.rows = new Map();
    this.refresh = calm(() => this.#refresh());
    this.#build(pick, close);
  }

  #build(pick, close) {
    this.face = h("span", { class: "person-face", "aria-hidden": "true" });
    this.chooser = h("select", { class: "person-name", "aria-label": "เลือกว่าเป็นโทรศัพท์ของใคร", "data-testid": "phone-person", onchange: () => pick(this.chooser.value) });
    this.role = h("span", { class: "person-role" });
    this.blocker = h("button", { type: "button", "data-testid": "block", onclick: () => this.#block() });
    const menu = h("details", { class: "phone-menu" },
      h("summary", { "aria-label": "เมนูของเครื่องนี้", "data-testid": "phone-menu" }, "⋯"),
      h("div", {}, this.blocker, h("button", { type: "button", onclick: close }, "ปิดเครื่องนี้")));
    menu.addEventListener("click", (event) => event.target.tagName === "BUTTON" && (menu.open = false));
    this.chat = h("div", { class: "chat", role: "log", "aria-live": "polite", "aria-label": "ข้อความในแชต", tabIndex: 0 });
    this.chips = h("div", { class: "chips", "aria-label": "คำตอบด่วน", role: "group", hidden: true });
    this.input = h("textarea", {
      rows: 1, placeholder: "พิมพ์ข้อความ", "aria-label": "พิมพ์ข้อความ", "data-testid": "chat-input", maxLength: 5000,
      oninput: () => this.#grow(), onkeydown: (event) => this.#key(event),
    });
    this.sender = h("button", { type: "submit", class: "send", "aria-label": "ส่งข้อความ", "data-testid": "send-button" }, icon("send", 20));
    this.attach = this.#attachments();
    this.form = h("form", { class: "write", onsubmit: (event) => { event.preventDefault(); this.#write(); } },
      this.attach, this.input, this.sender);
    this.blockedNote = h("div", { class: "blocked", hidden: true }, "คนนี้บล็อกบอตอยู่ ข้อความของบอตจะไม่ถึงเครื่องนี้");
    this.menuHolder = h("div");
    this.element = h("section", { class: "phone", "data-testid": "phone", "data-user-id": this.userId },
      h("header", { class: "person" }, this.face,
        h("div", { class: "person-lines" }, this.chooser, this.role), menu),
      h("div", { class: "title" }, h("span", { class: "face", "aria-hidden": "true" }, "ข"), h("strong", {}, "ข้อต่อ"),
        h("small", {}, "บัญชีทางการจำลอง")),
      this.chat, this.chips, this.blockedNote, this.form, this.menuHolder);
  }

  #attachments() {
    const choices = [
      ["camera", "ส่งรูป", () => sendPhoto(this), "attach-photo"],
      ["pin", "ส่งตำแหน่ง", () => sendPlace(this), "attach-place"],
      ["file", "ส่งไฟล์", async () => { const file = await askFile(); if (file) this.send({ type: "file", ...file }); }, "attach-file"],
      ["voice", "ส่งเสียงตัวอย่าง", () => this.send({ type: "audio" }), "attach-audio"],
      ["smile", "ส่งสติกเกอร์", () => this.send({ type: "sticker" }), "attach-sticker"],
    ];
    const menu = h("details", { class: "attach" },
      h("summary", { "aria-label": "ส่งรูป ตำแหน่ง หรือไฟล์", "data-testid": "attach" }, icon("plus")),
      h("div", {}, choices.map(([sign, text, go, id]) => h("button", { type: "button", "data-testid": id, onclick: () => { menu.open = false; go(); } },
        icon(sign, 20), text))));
    menu.addEventListener("focusout", (event) => !menu.contains(event.relatedTarget) && (menu.open = false));
    return menu;
  }

  /** Show the people to choose from, and this phone's own. */
  people(people) {
    const me = people.find((person) => person.userId === this.userId);
    const groups = Object.entries(ROLES).map(([role, label]) => [label, people.filter((person) => person.role === role)]);
    this.chooser.replaceChildren(...groups.filter(([, members]) => members.length).map(([label, members]) =>
      h("optgroup", { label }, members.map((person) => h("option", { value: person.userId }, person.name)))));
    if (!me) return;
    this.chooser.value = this.userId;
    this.face.textContent = initial(me.name);
    this.element.dataset.role = me.role;
    this.element.setAttribute("aria-label", `โทรศัพท์ของ ${me.name} ${ROLES[me.role]}`);
    this.role.textContent = [ROLES[me.role], me.note].filter(Boolean).join(" · ");
    this.reachable = me.follows && !me.blocked;
    this.blocker.textContent = this.reachable ? "บล็อกบอต" : me.blocked ? "เลิกบล็อกบอต" : "เพิ่มบอตเป็นเพื่อน";
    this.blockedNote.textContent = me.blocked
      ? "คนนี้บล็อกบอตอยู่ ข้อความของบอตจะไม่ถึงเครื่องนี้"
      : "คนนี้ยังไม่ได้เพิ่มบอตเป็นเพื่อน";
    this.blockedNote.hidden = this.reachable;
    this.form.hidden = !this.reachable;
  }

  /** Send or tap something as this person. */
  async send(message) {
    try {
      return await post(`people/${this.userId}/send`, message);
    } catch (problem) {
      return toast(`ส่งไม่ได้: ${problem.message}`);
    }
  }

  /** Put a text on the line and the cursor behind it. */
  fill(text) {
    this.input.value = text;
    this.input.focus();
    this.#grow();
  }

  async #write() {
    const text = this.input.value.trim();
    if (!text) return;
    this.fill("");
    if (!(await this.send({ type: "text", text }))) this.fill(text);
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#write();
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 110)}px`;
  }

  async #block() {
    await post(`people/${this.userId}/${this.reachable ? "block" : "unblock"}`);
  }

  async #refresh() {
    const chat = await get(`chats/${this.userId}?last=${SHOWN}`).catch(() => null);
    if (!chat) return;
    const atEnd = this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 80;
    const grew = this.#rows(chat.bubbles);
    this.#dots(chat.loadingSeconds);
    this.#chips(chat.bubbles.at(-1));
    this.menuHolder.replaceChildren(...menuElement(chat.richMenu, (action) => perform(action, this)));
    if (atEnd || grew) this.toEnd();
  }

  #rows(bubbles) {
    let grew = false;
    let lastDay = "";
    const elements = [];
    for (const bubble of bubbles) {
      const today = dayOf(bubble.time);
      if (today !== lastDay) elements.push(h("div", { class: "day" }, today));
      lastDay = today;
      const state = `${bubble.hidden} ${bubble.read}`;
      let row = this.rows.get(bubble.id);
      if (!row || row.state !== state) {
        grew = grew || !row;
        const element = bubbleElement(bubble, {
          tap: (action) => perform(action, this),
          unsend: (messageId) => this.send({ type: "unsend", messageId }),
        });
        row = { state, element };
        this.rows.set(bubble.id, row);
      }
      elements.push(row.element);
    }
    if (!bubbles.length) elements.push(h("p", { class: "empty" }, "ยังไม่มีข้อความ ลองพิมพ์ทักบอตได้เลย"));
    // Replacing only what changed keeps sideways-scrolled cards where they are.
    const now = [...this.chat.children];
    const same = now.length <= elements.length && now.every((child, index) => child === elements[index]);
    if (same) this.chat.append(...elements.slice(now.length));
    else this.chat.replaceChildren(...elements);
    return grew;
  }

  #dots(seconds) {
    clearTimeout(this.dotsTimer);
    this.dotsElement?.remove();
    if (seconds <= 0) return;
    this.dotsElement = h("div", { class: "row theirs dots", "aria-label": "บอตกำลังพิมพ์" },
      h("span", { class: "face", "aria-hidden": "true" }, "ข"), h("div", { class: "said" }, h("i"), h("i"), h("i")));
    this.chat.append(this.dotsElement);
    this.dotsTimer = setTimeout(() => this.dotsElement.remove(), seconds * 1000);
  }

  #chips(last) {
    const items = last?.direction === "bot" ? last.message.quickReply?.items || [] : [];
    this.chips.hidden = !items.length;
    this.chips.replaceChildren(...items.map(({ action, imageUrl }) => h("button", {
      type: "button", class: "chip", "data-testid": "quick-reply", onclick: () => perform(action, this),
    }, imageUrl ? h("img", { src: imageUrl, alt: "" }) : null, action.label)));
  }

  /** Scroll to the newest bubble, again when late pictures have come. */
  toEnd() {
    const go = () => (this.chat.scrollTop = this.chat.scrollHeight);
    go();
    requestAnimationFrame(go);
    for (const image of this.chat.querySelectorAll("img")) if (!image.complete) image.addEventListener("load", go, { once: true });
  }
}
