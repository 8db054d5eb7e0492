// Flex messages: bubbles, carousels, and the components inside them.

import { h } from "./dom.js";

const TEXT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const GAP = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const CORNER = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const IMAGE = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const ALIGN = { start: "flex-start", center: "center", end: "flex-end", top: "flex-start", bottom: "flex-end" };

const size = (value, words) =>
  value === undefined || value === null ? null : value in words ? `${words[value]}px` : String(value);

/** The element of a Flex container; `tap(action)` is called for whatever is tapped. */
export function flexElement(contents, tap) {
  if (contents.type !== "carousel") return bubble(contents, tap);
  const cards = contents.contents.map((each) => bubble(each, tap));
  return h("div", { class: "flex-carousel", tabIndex: 0, role: "group", "aria-label": "การ์ดหลายใบ เลื่อนไปด้านข้างได้" }, cards);
}

function bubble(data, tap) {
  const card = h("div", { class: `flex-bubble flex-${data.size || "mega"}`, dir: data.direction || "ltr" });
  for (const block of ["header", "hero", "body", "footer"]) {
    if (!data[block]) continue;
    const style = data.styles?.[block] || {};
    const holder = h("div", { class: `flex-block flex-${block}` }, component(data[block], tap, "vertical"));
    if (style.backgroundColor) holder.style.backgroundColor = style.backgroundColor;
    if (style.separator && card.childElementCount) {
      holder.style.borderTop = `1px solid ${style.separatorColor || "#d4d6da"}`;
    }
    card.append(holder);
  }
  return tappable(card, data.action, tap);
}

function component(data, tap, layout) {
  const build = { box, text, button, image, video, icon, separator, filler, span }[data.type];
  if (!build) return h("span");
  const element = build(data, tap, layout);
  place(element, data, layout);
  return data.type === "button" ? element : tappable(element, data.action, tap);
}

function box(data, tap) {
  const element = h("div", { class: `flex-box flex-${data.layout}` });
  const style = element.style;
  for (const [index, child] of (data.contents || []).entries()) {
    const part = component(child, tap, data.layout);
    if (index > 0 && child.margin === undefined && data.spacing) {
      part.style[data.layout === "vertical" ? "marginTop" : "marginInlineStart"] = size(data.spacing, GAP);
    }
    element.append(part);
  }
  for (const [name, property] of [["paddingAll", "padding"], ["paddingTop", "paddingTop"], ["paddingBottom", "paddingBottom"], ["paddingStart", "paddingInlineStart"], ["paddingEnd", "paddingInlineEnd"]]) {
    if (data[name] !== undefined) style[property] = size(data[name], GAP);
  }
  for (const name of ["width", "maxWidth", "height", "maxHeight"]) if (data[name]) style[name] = data[name];
  if (data.backgroundColor) style.backgroundColor = data.backgroundColor;
  if (data.cornerRadius) style.borderRadius = size(data.cornerRadius, CORNER);
  if (data.borderWidth) style.border = `${size(data.borderWidth, BORDER)} solid ${data.borderColor || "#000000"}`;
  if (data.justifyContent) style.justifyContent = data.justifyContent;
  if (data.alignItems) style.alignItems = data.alignItems;
  if (data.background?.type === "linearGradient") {
    const { angle, startColor, centerColor, endColor } = data.background;
    style.backgroundImage = `linear-gradient(${[angle, startColor, centerColor, endColor].filter(Boolean).join(",")})`;
  }
  return element;
}

function letters(element, data) {
  const style = element.style;
  if (data.size) style.fontSize = size(data.size, TEXT);
  if (data.color) style.color = data.color;
  if (data.weight === "bold") style.fontWeight = "700";
  if (data.style === "italic") style.fontStyle = "italic";
  if (data.decoration) style.textDecoration = data.decoration;
  return element;
}

function text(data, tap) {
  const parts = data.contents?.length ? data.contents.map((each) => span(each, tap)) : [data.text ?? ""];
  const element = letters(h("div", { class: data.wrap ? "flex-text flex-wrap" : "flex-text" }, parts), data);
  if (data.align) element.style.textAlign = data.align;
  if (data.lineSpacing) element.style.lineHeight = `calc(1.35em + ${data.lineSpacing})`;
  if (data.maxLines) {
    element.classList.add("flex-clamp");
    element.style.webkitLineClamp = String(data.maxLines);
  }
  return element;
}

function span(data) {
  return letters(h("span", {}, data.text ?? ""), data);
}

function button(data, tap) {
  const kind = data.style || "link";
  const element = h("button", {
    type: "button", class: `flex-button flex-${kind} flex-height-${data.height || "md"}`,
    "data-testid": "flex-button", onclick: () => tap(data.action),
  }, data.action?.label || "");
  if (data.adjustMode === "shrink-to-fit") shrink(element);
  if (data.color) element.style[kind === "link" ? "color" : "backgroundColor"] = data.color;
  return element;
}

/** A label too wide for its button is set smaller, as LINE does. */
function shrink(element) {
  new ResizeObserver((_entries, observer) => {
    if (!element.isConnected || !element.clientWidth) return;
    for (let points = 16; points > 11 && element.scrollWidth > element.clientWidth; points -= 1) {
      element.style.fontSize = `${points - 1}px`;
    }
    observer.disconnect();
  }).observe(element);
}

function picture(data, words, fallback) {
  const ratio = String(data.aspectRatio || "1:1").replace(":", " / ");
  const element = h("img", { src: data.url || data.previewUrl, alt: "", loading: "lazy", class: "flex-image" });
  element.style.aspectRatio = ratio;
  element.style.objectFit = data.aspectMode === "cover" ? "cover" : "contain";
  element.style.width = data.size === "full" ? "100%" : size(data.size, words) || fallback;
  if (data.backgroundColor) element.style.backgroundColor = data.backgroundColor;
  element.addEventListener("error", () => element.classList.add("broken"));
  return element;
}

function image(data) {
  const element = picture(data, IMAGE, "100px");
  element.style.alignSelf = ALIGN[data.align] || "center";
  return element;
}

const video = (data) => picture({ ...data, url: data.previewUrl, size: "full" }, IMAGE, "100%");
const icon = (data) => picture(data, TEXT, "16px");
const filler = () => h("div", { class: "flex-filler" });

function separator(data, _tap, layout) {
  const element = h("div", { class: layout === "vertical" ? "flex-line" : "flex-line flex-upright" });
  if (data.color) element.style.backgroundColor = data.color;
  return element;
}

function place(element, data, layout) {
  const style = element.style;
  if (data.margin !== undefined) {
    style[layout === "vertical" ? "marginTop" : "marginInlineStart"] = size(data.margin, GAP);
  }
  if (layout !== "vertical" && !["separator", "icon"].includes(data.type)) {
    const flex = data.flex ?? 1;
    style.flex = flex === 0 ? "0 0 auto" : `${flex} 1 0`;
  } else if (data.flex) style.flexGrow = String(data.flex);
  if (data.gravity && data.type !== "image") style.alignSelf = ALIGN[data.gravity] || "";
  if (data.position === "absolute") style.position = "absolute";
  for (const [name, property] of [["offsetTop", "top"], ["offsetBottom", "bottom"], ["offsetStart", "insetInlineStart"], ["offsetEnd", "insetInlineEnd"]]) {
    if (data[name] !== undefined) {
      style[property] = size(data[name], GAP);
      if (!style.position) style.position = "relative";
    }
  }
}

function tappable(element, action, tap) {
  if (!action) return element;
  element.classList.add("flex-tap");
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  if (action.label) element.setAttribute("aria-label", action.label);
  const go = (event) => {
    event.stopPropagation();
    tap(action);
  };
  element.addEventListener("click", go);
  element.addEventListener("keydown", (event) => event.key === "Enter" && go(event));
  return element;
}
