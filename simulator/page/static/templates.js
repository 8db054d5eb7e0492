// Template messages: buttons, confirm, carousel, image carousel.

import { h } from "./dom.js";

/** The element of a template; `tap(action)` is called for its buttons. */
export function templateElement(template, tap) {
  if (template.type === "carousel" || template.type === "image_carousel") {
    return h("div", { class: "flex-carousel", tabIndex: 0, role: "group", "aria-label": "การ์ดหลายใบ เลื่อนไปด้านข้างได้" },
      template.columns.map((column) => card(column, column.actions || [column.action], tap)));
  }
  return card(template, template.actions, tap, template.type === "confirm");
}

function card(column, actions, tap, sideways = false) {
  const image = column.thumbnailImageUrl || column.imageUrl;
  return h("div", { class: "flex-bubble flex-kilo" },
    image ? h("img", { class: "template-image", src: image, alt: "", loading: "lazy" }) : null,
    column.title || column.text
      ? h("div", { class: "template-text" },
        column.title ? h("strong", {}, column.title) : null, h("span", {}, column.text || ""))
      : null,
    h("div", { class: sideways ? "template-actions sideways" : "template-actions" },
      actions.map((action) => h("button", {
        type: "button", class: "flex-button flex-link flex-height-sm", "data-testid": "flex-button",
        onclick: () => tap(action),
      }, action.label || ""))));
}
