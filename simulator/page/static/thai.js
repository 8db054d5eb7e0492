// Thai words and times for the page.

export const ROLES = {
  volunteer: "อาสาสมัครแรงงาน",
  mentor: "พี่เลี้ยง",
  officer: "เจ้าหน้าที่",
  citizen: "ประชาชน",
};

const zone = { timeZone: "Asia/Bangkok" };
const clock = new Intl.DateTimeFormat("th-TH", { ...zone, hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("th-TH", {
  ...zone, weekday: "long", day: "numeric", month: "short", year: "numeric",
});
const shortDay = new Intl.DateTimeFormat("th-TH", { ...zone, day: "numeric", month: "short" });

export const timeOf = (ms) => `${clock.format(ms)} น.`;
export const dayOf = (ms) => day.format(ms);
export const momentOf = (ms) => `${shortDay.format(ms)} ${clock.format(ms)} น.`;

/** The first letter to show in a round picture, skipping leading vowels. */
export function initial(name) {
  const letters = [...String(name).replace(/^(นาย|นางสาว|นาง|น\.ส\.|คุณ|พี่|ป้า|ลุง)\s*/u, "")];
  return letters.find((letter) => !"เแโใไ \u200b".includes(letter)) || letters[0] || "?";
}

export const VIA = {
  reply: "ตอบกลับ ฟรี",
  push: "พุช นับโควตา",
  multicast: "ส่งหลายคน นับโควตา",
  broadcast: "ประกาศ นับโควตา",
};
