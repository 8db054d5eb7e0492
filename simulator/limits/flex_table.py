"""The parts of a Flex message: which properties each knows and which it needs.

From ``messaging-api.yml`` (schemas FlexBubble, FlexBox, FlexText and so on).
"""

from __future__ import annotations

_PLACE = {"position", "offsetTop", "offsetBottom", "offsetStart", "offsetEnd", "margin"}
_SPAN = {"type", "text", "size", "color", "weight", "style", "decoration"}

PROPERTIES: dict[str, set[str]] = {
    "bubble": {
        "type", "direction", "styles", "header", "hero", "body", "footer", "size", "action",
    },
    "carousel": {"type", "contents"},
    "box": _PLACE | {
        "type", "layout", "flex", "contents", "spacing", "backgroundColor", "borderColor",
        "borderWidth", "cornerRadius", "width", "maxWidth", "height", "maxHeight", "paddingAll",
        "paddingTop", "paddingBottom", "paddingStart", "paddingEnd", "action", "justifyContent",
        "alignItems", "background",
    },
    "button": _PLACE | {
        "type", "flex", "color", "style", "action", "gravity", "height", "adjustMode", "scaling",
    },
    "image": _PLACE | {
        "type", "url", "flex", "align", "gravity", "size", "aspectRatio", "aspectMode",
        "backgroundColor", "action", "animated",
    },
    "video": {"type", "url", "previewUrl", "altContent", "aspectRatio", "action"},
    "icon": _PLACE | {"type", "url", "size", "aspectRatio", "scaling"},
    "text": _PLACE | _SPAN | {
        "flex", "align", "gravity", "wrap", "lineSpacing", "action", "maxLines", "contents",
        "adjustMode", "scaling",
    },
    "span": _SPAN,
    "separator": {"type", "margin", "color"},
    "filler": {"type", "flex"},
}  # fmt: skip

CHOICES: dict[str, set[str]] = {
    "layout": {"horizontal", "vertical", "baseline"},
    "position": {"relative", "absolute"},
    "direction": {"ltr", "rtl"},
    "align": {"start", "end", "center"},
    "gravity": {"top", "bottom", "center"},
    "weight": {"regular", "bold"},
    "decoration": {"none", "underline", "line-through"},
    "justifyContent": {
        "center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly",
    },
    "alignItems": {"center", "flex-start", "flex-end"},
    "aspectMode": {"cover", "fit"},
    "adjustMode": {"shrink-to-fit"},
}  # fmt: skip

BUTTON_STYLES = {"primary", "secondary", "link"}
TEXT_STYLES = {"normal", "italic"}
BUTTON_HEIGHTS = {"sm", "md"}
BUBBLE_SIZES = {"nano", "micro", "deca", "hecto", "kilo", "mega", "giga"}
TEXT_SIZES = {"xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"}
MARGINS = {"none", "xs", "sm", "md", "lg", "xl", "xxl"}
IN_BOX = {"box", "button", "image", "video", "text", "separator", "filler", "icon"}
IN_BASELINE = {"icon", "text", "filler"}
IN_HERO = {"box", "image", "video"}
COLORS = {"color", "backgroundColor", "borderColor", "separatorColor"}
