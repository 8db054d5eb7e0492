// The rich menu under a chat: its picture with areas to tap, or plain buttons while it has none.

import { h } from "./dom.js";

let opened = true;

/** The elements of a rich menu (none when there is no menu). */
export function menuElement(menu, tap) {
  if (!menu) return [];
  const { width, height } = menu.size;
  const areas = (menu.areas || []).map(({ bounds, action }) => {
    const area = h("button", { type: "button", "data-testid": "richmenu-area", "aria-label": action.label || action.text || action.displayText || "เมนู", onclick: () => tap(action) },
      menu.imageUrl ? "" : action.label || action.text || action.displayText || "");
    area.style.left = `${(bounds.x / width) * 100}%`;
    area.style.top = `${(bounds.y / height) * 100}%`;
    area.style.width = `${(bounds.width / width) * 100}%`;
    area.style.height = `${(bounds.height / height) * 100}%`;
    return area;
  });
  const board = h("div", { class: "menu-board" }, menu.imageUrl ? h("img", { src: menu.imageUrl, alt: menu.name }) : null, areas);
  board.style.aspectRatio = `${width} / ${height}`;
  const holder = h("details", { class: "menu", open: opened }, h("summary", {}, menu.chatBarText), board);
  holder.addEventListener("toggle", () => (opened = holder.open));
  return [holder];
}
