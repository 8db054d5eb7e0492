// The small panel that makes things go wrong.

import { get, post, remove } from "./api.js";
import { calm, h, toast } from "./dom.js";

// Maps, because an object would put its numeric names first.
const WHERE = new Map([
  ["any", "ทุกคำสั่งของบอต"], ["push", "พุช"], ["reply", "ตอบกลับ"], ["multicast", "ส่งหลายคน"],
  ["loading", "จุดกำลังพิมพ์"], ["profile", "อ่านโปรไฟล์"], ["content", "ดาวน์โหลดไฟล์"], ["quota", "อ่านโควตา"],
  ["smtp", "อีเมล (SMTP)"], ["webhook", "ส่งเหตุการณ์ถึงบอต"],
]);
const API_KINDS = new Map([
  ["500", "ตอบ 500"], ["503", "ตอบ 503"], ["429_rate", "429 ถี่เกินไป"], ["429_monthly", "429 โควตาหมด"],
  ["409", "409 เคยรับแล้ว"], ["reset", "ตัดสาย"], ["timeout", "เงียบจนหมดเวลา"], ["slow", "ตอบช้า"],
  ["odd_200", "200 แต่เนื้อหาแปลก"], ["bad_utf8", "ข้อผิดพลาดอ่านไม่ออก"],
]);
const SMTP_KINDS = new Map([["451", "451 ลองใหม่"], ["550", "550 ไม่มีตู้นี้"], ["reset", "ตัดสาย"], ["slow", "ตอบช้า"]]);
const WEBHOOK_KINDS = new Map([
  ["duplicate", "ส่งซ้ำสองครั้ง"], ["drop", "หายกลางทาง"], ["bad_signature", "ลายเซ็นผิด"], ["slow", "ส่งช้า"],
  ["late", "มาทีหลังข้อความถัดไป"],
]);
const kindsOf = (where) => (where === "smtp" ? SMTP_KINDS : where === "webhook" ? WEBHOOK_KINDS : API_KINDS);

const options = (words) => [...words].map(([value, text]) => h("option", { value }, text));
const where = h("select", { "aria-label": "เกิดที่ไหน", onchange: () => kind.replaceChildren(...options(kindsOf(where.value))) }, options(WHERE));
const kind = h("select", { "aria-label": "เหตุอะไร" }, options(API_KINDS));
const times = h("input", { type: "number", min: 1, value: "1", "aria-label": "กี่ครั้ง เว้นว่างคือจนกว่าจะปิด" });
const seconds = h("input", { type: "number", min: 0, max: 600, step: "any", placeholder: "3", "aria-label": "กี่วินาที" });
const after = h("input", { type: "checkbox" });
const active = h("div", { class: "fault-list" });

const form = h("form", { class: "stack", "data-testid": "fault-form" },
  h("div", { class: "pair" },
    h("label", { class: "field" }, h("span", {}, "ที่ไหน"), where),
    h("label", { class: "field" }, h("span", {}, "เหตุ"), kind)),
  h("div", { class: "pair" },
    h("label", { class: "field" }, h("span", {}, "กี่ครั้ง (ว่าง = ตลอด)"), times),
    h("label", { class: "field" }, h("span", {}, "วินาที (ช้า/เงียบ)"), seconds)),
  h("label", { class: "tick" }, after, "รับข้อความไปแล้ว แต่คำตอบหาย"),
  h("button", { type: "submit", class: "strong" }, "เริ่มเหตุขัดข้อง"));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fault = { match: where.value, kind: kind.value, after_accept: after.checked, times: Number(times.value) || null };
  if (seconds.value) fault.seconds = Number(seconds.value);
  await post("faults", fault).catch((problem) => toast(problem.message));
});
document.getElementById("fault-panel").append(form, active);

/** Read the faults again and show them. */
export const refreshFaults = calm(async () => {
  const { faults } = await get("faults");
  document.getElementById("fault-count").textContent = faults.length ? String(faults.length) : "";
  active.replaceChildren(...(faults.length ? faults.map(line) : [h("p", { class: "empty" }, "ไม่มีเหตุขัดข้อง ทุกอย่างปกติ")]));
});

function line(fault) {
  const left = fault.times === null ? "ตลอด" : `เหลือ ${fault.times} ครั้ง`;
  const words = `${WHERE.get(fault.match) || fault.match}: ${kindsOf(fault.match).get(fault.kind) || fault.kind} (${left})`;
  return h("div", { class: "fault" }, h("span", {}, words),
    h("button", { type: "button", class: "small", "aria-label": `ปิด ${words}`, onclick: () => remove(`faults/${fault.number}`) }, "ปิด"));
}
