// The page: which phones are open, and keeping everything live.

import { get, listen, post } from "./api.js";
import { calm, h, toast } from "./dom.js";
import { refreshFaults } from "./faults.js";
import { icon } from "./icons.js";
import { refreshMail } from "./mail.js";
import { Phone } from "./phone.js";
import { askPerson } from "./sheets.js";
import { initial, ROLES } from "./thai.js";

const KEY = "khoto-phones";
const desk = document.getElementById("phones");
const tabs = document.getElementById("tabs");
let people = [];
let phones = [];
let shownTab = 0;
let mailCount = 0;
// Until a person chooses phones, newcomers open theirs by themselves (up to three).
let choosing = true;

const remembered = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || [];
  } catch {
    return [];
  }
};

/** The phones to begin with: those open last time, else one a role, at least two. */
function firstPhones() {
  const known = new Set(people.map((person) => person.userId));
  const before = remembered().filter((userId) => known.has(userId));
  if (before.length) {
    choosing = false;
    return before;
  }
  const chosen = Object.keys(ROLES)
    .map((role) => people.find((person) => person.role === role))
    .filter(Boolean)
    .slice(0, 3);
  for (const person of people) if (chosen.length < 2 && !chosen.includes(person)) chosen.push(person);
  return chosen.map((person) => person.userId);
}

function open(userId, at = phones.length) {
  const phone = new Phone(userId, {
    pick: (other) => swap(phone, other),
    close: () => close(phone),
  });
  phones.splice(at, 0, phone);
  desk.insertBefore(phone.element, desk.children[at] || null);
  phone.people(people);
  phone.refresh();
  return phone;
}

function swap(phone, userId) {
  choosing = false;
  const at = phones.indexOf(phone);
  phones.splice(at, 1);
  phone.element.remove();
  open(userId, at);
  settle();
}

function close(phone) {
  choosing = false;
  phones.splice(phones.indexOf(phone), 1);
  phone.element.remove();
  shownTab = 0;
  settle();
}

function settle() {
  if (!choosing) localStorage.setItem(KEY, JSON.stringify(phones.map((phone) => phone.userId)));
  desk.querySelector(":scope > .empty")?.remove();
  if (!phones.length) {
    desk.append(h("p", { class: "empty" }, people.length
      ? "ยังไม่ได้เปิดเครื่องไหน กด “เปิดอีกเครื่อง” เพื่อดูแชตของใครสักคน"
      : "ยังไม่มีใคร กด “+ เพิ่มคน” เพื่อเริ่มเป็นอาสาสมัครหรือเจ้าหน้าที่"));
  }
  showTabs();
}

function showTabs() {
  shownTab = Math.min(shownTab, phones.length);
  const names = phones.map((phone) => people.find((person) => person.userId === phone.userId));
  const tab = (index, ...inside) => h("button", {
    type: "button", role: "tab", "aria-selected": String(index === shownTab), "data-testid": "tab",
    onclick: () => { shownTab = index; showTabs(); },
  }, ...inside);
  tabs.replaceChildren(
    ...names.map((person, index) => tab(index,
      h("span", { class: "tab-face", "data-role": person?.role }, initial(person?.name || "?")), h("span", {}, person?.name || ""))),
    tab(phones.length, h("span", { class: "tab-face" }, icon("mail", 16)), h("span", {}, mailCount ? `จดหมาย ${mailCount}` : "จดหมาย")));
  phones.forEach((phone, index) => {
    const wasOff = phone.element.classList.contains("off");
    phone.element.classList.toggle("off", index !== shownTab);
    if (wasOff && index === shownTab) phone.toEnd();
  });
  document.getElementById("side").classList.toggle("off", shownTab !== phones.length);
}

const refreshPeople = calm(async () => {
  people = (await get("people")).people;
  if (choosing) {
    const already = phones.map((phone) => phone.userId);
    for (const userId of firstPhones()) if (!already.includes(userId)) open(userId);
  }
  for (const phone of phones) phone.people(people);
  settle();
});

const refreshQuota = calm(async () => {
  const { quota, used } = await get("settings");
  const bar = document.getElementById("quota-bar");
  bar.hidden = quota === null;
  bar.max = Math.max(quota || 1, 1);
  bar.value = used;
  bar.classList.toggle("full", quota !== null && used >= quota);
  document.getElementById("quota-text").textContent =
    quota === null ? `พุชเดือนนี้ ${used} ข้อความ` : `พุชเดือนนี้ ${used} จาก ${quota}`;
});

function refreshAll() {
  refreshPeople();
  refreshQuota();
  refreshMail();
  refreshFaults();
  for (const phone of phones) phone.refresh();
}

function changed({ topic, userId }) {
  if (topic === "chat") for (const phone of phones) if (phone.userId === userId) phone.refresh();
  if (topic === "people") {
    refreshPeople();
    for (const phone of phones) phone.refresh();
  }
  if (topic === "quota") refreshQuota();
  if (topic === "mail") refreshMail();
  if (topic === "faults") refreshFaults();
}

document.getElementById("add-person").addEventListener("click", async () => {
  const wanted = await askPerson();
  if (!wanted) return;
  choosing = false;
  try {
    const person = await post("people", wanted);
    await refreshPeople();
    if (!phones.some((phone) => phone.userId === person.userId)) open(person.userId);
    shownTab = phones.length - 1;
    settle();
    phones.at(-1).element.scrollIntoView({ behavior: "smooth", inline: "end", block: "nearest" });
  } catch (problem) {
    toast(`เพิ่มไม่ได้: ${problem.message}`);
  }
});

document.getElementById("add-phone").addEventListener("click", () => {
  const next = people.find((person) => !phones.some((phone) => phone.userId === person.userId)) || people[0];
  if (!next) return toast("ยังไม่มีใคร กด “+ เพิ่มคน” ก่อน");
  choosing = false;
  open(next.userId);
  shownTab = phones.length - 1;
  settle();
  return phones.at(-1).element.scrollIntoView({ behavior: "smooth", inline: "end", block: "nearest" });
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".phone-menu[open], .attach[open], .more[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

window.addEventListener("mail-count", (event) => {
  mailCount = event.detail;
  showTabs();
});

listen(changed, (isLive) => {
  const live = document.getElementById("live");
  live.textContent = isLive ? "สด" : "ขาดการเชื่อมต่อ กำลังต่อใหม่";
  live.dataset.live = String(isLive);
  if (isLive) refreshAll();
});
