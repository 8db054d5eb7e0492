// Small windows: adding a person, sending a photo, a place, a day.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { ROLES } from "./thai.js";

const PLACES = [
  { title: "ตลาดปาย", address: "ตำบลเวียงใต้ อำเภอปาย จังหวัดแม่ฮ่องสอน 58130", latitude: 19.3583, longitude: 98.4405 },
  { title: "ในเมืองแม่ฮ่องสอน", address: "ตำบลจองคำ อำเภอเมืองแม่ฮ่องสอน จังหวัดแม่ฮ่องสอน 58000", latitude: 19.302, longitude: 97.9654 },
  { title: "พระนครศรีอยุธยา", address: "ตำบลประตูชัย อำเภอพระนครศรีอยุธยา จังหวัดพระนครศรีอยุธยา 13000", latitude: 14.3532, longitude: 100.5689 },
  { title: "นิคมอุตสาหกรรมโรจนะ", address: "ตำบลคานหาม อำเภออุทัย จังหวัดพระนครศรีอยุธยา 13210", latitude: 14.3216, longitude: 100.6443 },
  { title: "ชุมชนคลองเตย", address: "แขวงคลองเตย เขตคลองเตย กรุงเทพมหานคร 10110", latitude: 13.7083, longitude: 100.5836 },
];

/** Show a window; resolves to what `finish(value)` was given, or null when closed. */
function sheet(title, fill) {
  return new Promise((resolve) => {
    let result = null;
    const dialog = h("dialog", { class: "sheet", "aria-label": title });
    const finish = (value) => {
      result = value;
      dialog.close();
    };
    dialog.append(
      h("div", { class: "sheet-head" }, h("h2", {}, title),
        h("button", { type: "button", class: "small", "aria-label": "ปิด", onclick: () => finish(null) }, "✕")),
      fill(finish));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    dialog.addEventListener("click", (event) => event.target === dialog && finish(null));
    document.body.append(dialog);
    dialog.showModal();
  });
}

const field = (label, input) => h("label", { class: "field" }, h("span", {}, label), input);

/** Ask for a new person: `{name, role, note}`. */
export function askPerson() {
  return sheet("เพิ่มคน", (finish) => {
    const name = h("input", { name: "name", required: true, maxLength: 60, autocomplete: "off", placeholder: "เช่น สมศรี ใจดี" });
    const role = h("select", { name: "role" }, Object.entries(ROLES).map(([value, text]) => h("option", { value }, text)));
    const note = h("input", { name: "note", maxLength: 60, autocomplete: "off", placeholder: "เช่น ปาย แม่ฮ่องสอน (ไม่ใส่ก็ได้)" });
    const form = h("form", { method: "dialog", class: "stack" },
      field("ชื่อ", name), field("บทบาท", role), field("พื้นที่หรือหน่วยงาน", note),
      h("p", { class: "hint" }, "คนใหม่จะเพิ่มบอตเป็นเพื่อนทันที บอตจะได้รับเหตุการณ์ follow"),
      h("button", { type: "submit", class: "strong", "data-testid": "add-person-save" }, "เพิ่มคนนี้"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (name.value.trim()) finish({ name: name.value.trim(), role: role.value, note: note.value.trim() });
    });
    return form;
  });
}

/** Ask for a photo: `{content_base64}` of a chosen file, `{}` for the sample photo. */
export function askPhoto() {
  return sheet("ส่งรูป", (finish) => {
    const pick = h("input", { type: "file", accept: "image/*", class: "visually-hidden", "aria-label": "เลือกรูป" });
    pick.addEventListener("change", async () => pick.files[0] && finish(await fileContents(pick.files[0])));
    return h("div", { class: "stack" },
      h("button", { type: "button", class: "choice", "data-testid": "sample-photo", onclick: () => finish({}) },
        h("img", { src: "/static/sample.jpg", alt: "" }),
        h("span", {}, h("strong", {}, "ใช้รูปตัวอย่าง"), h("small", {}, "ที่พักคนงานก่อสร้าง"))),
      h("label", { class: "choice" }, h("span", { class: "choice-sign" }, icon("picture", 28)),
        h("span", {}, h("strong", {}, "เลือกรูปจากเครื่อง"), h("small", {}, "JPEG หรือ PNG ไม่เกิน 8 MB")), pick));
  });
}

/** Ask for any file: `{content_base64, fileName}`. */
export function askFile() {
  return sheet("ส่งไฟล์", (finish) => {
    const pick = h("input", { type: "file", "aria-label": "เลือกไฟล์" });
    pick.addEventListener("change", async () => {
      if (pick.files[0]) finish({ ...(await fileContents(pick.files[0])), fileName: pick.files[0].name });
    });
    return h("div", { class: "stack" }, field("เลือกไฟล์จากเครื่อง", pick));
  });
}

async function fileContents(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return { content_base64: url.slice(url.indexOf(",") + 1) };
}

/** Ask for a place: `{title, address, latitude, longitude}`. */
export function askPlace() {
  return sheet("ส่งตำแหน่ง", (finish) => {
    const samples = PLACES.map((place) => h("button", {
      type: "button", class: "choice", "data-testid": "sample-place", onclick: () => finish(place),
    }, h("span", { class: "choice-sign" }, icon("pin", 26)),
      h("span", {}, h("strong", {}, place.title), h("small", {}, place.address))));
    const title = h("input", { placeholder: "ชื่อสถานที่", maxLength: 100 });
    const address = h("input", { placeholder: "ตำบล อำเภอ จังหวัด", maxLength: 200 });
    const latitude = h("input", { type: "number", step: "any", min: -90, max: 90, required: true, value: "19.35830" });
    const longitude = h("input", { type: "number", step: "any", min: -180, max: 180, required: true, value: "98.44050" });
    const form = h("form", { method: "dialog", class: "stack" },
      field("ชื่อสถานที่", title), field("ที่อยู่", address),
      h("div", { class: "pair" }, field("ละติจูด", latitude), field("ลองจิจูด", longitude)),
      h("button", { type: "submit", class: "strong" }, "ส่งตำแหน่งนี้"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      finish({ title: title.value, address: address.value, latitude: Number(latitude.value), longitude: Number(longitude.value) });
    });
    return h("div", { class: "stack" }, samples, h("details", {}, h("summary", {}, "กรอกตำแหน่งเอง"), form));
  });
}

/** Ask for a day, a time or both; `mode` is LINE's date, time or datetime. */
export function askMoment(mode, initial, least, most) {
  return sheet("เลือกวันเวลา", (finish) => {
    const type = mode === "datetime" ? "datetime-local" : mode;
    const input = h("input", { type, required: true });
    for (const [name, value] of [["value", initial], ["min", least], ["max", most]]) {
      if (value) input[name] = value.replace("t", "T");
    }
    const form = h("form", { method: "dialog", class: "stack" }, field("เลือก", input),
      h("button", { type: "submit", class: "strong" }, "ตกลง"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.value) finish({ [mode]: input.value });
    });
    return form;
  });
}
