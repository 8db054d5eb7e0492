// What happens when an action is tapped: a button, a chip, an area of the menu.

import { toast } from "./dom.js";
import { askMoment, askPhoto, askPlace } from "./sheets.js";

const SAFE = /^(https?:|tel:|mailto:)/i;

/** Perform an action on a phone that can `send(message)` and `fill(text)` its input. */
export async function perform(action, phone) {
  const kind = action?.type;
  if (kind === "message") return phone.send({ type: "text", text: action.text });
  if (kind === "postback") {
    if (action.fillInText) phone.fill(action.fillInText);
    else if (action.inputOption === "openKeyboard") phone.fill("");
    const shown = action.displayText || action.text;
    return phone.send({ type: "postback", data: action.data, displayText: shown });
  }
  if (kind === "camera" || kind === "cameraRoll") return sendPhoto(phone);
  if (kind === "location") return sendPlace(phone);
  if (kind === "datetimepicker") {
    const params = await askMoment(action.mode, action.initial, action.min, action.max);
    return params && phone.send({ type: "postback", data: action.data, params });
  }
  if (kind === "uri") {
    if (SAFE.test(action.uri)) window.open(action.uri, "_blank", "noopener");
    else toast(`เปิดลิงก์นี้ในหน้านี้ไม่ได้: ${action.uri}`);
    return null;
  }
  if (kind === "clipboard") {
    await navigator.clipboard?.writeText(action.clipboardText).catch(() => {});
    return toast("คัดลอกแล้ว");
  }
  return toast("โทรศัพท์จำลองยังไม่รู้จักปุ่มนี้");
}

/** Ask for a photo and send it. */
export async function sendPhoto(phone) {
  const photo = await askPhoto();
  return photo && phone.send({ type: "image", ...photo });
}

/** Ask for a place and send it. */
export async function sendPlace(phone) {
  const place = await askPlace();
  return place && phone.send({ type: "location", ...place });
}
