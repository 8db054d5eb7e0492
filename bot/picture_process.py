"""A process of its own that draws one picture anew: standard input to standard output.

A picture is the one thing of a stranger's that is decoded here, by libraries in C. So it is decoded
by a process that has no secrets, opens no files and no connections, and is limited in memory and
time; should it break, or be broken into, nothing else is. What is drawn anew holds pixels alone: no
place, no camera, no thumbnail, no words, no bytes behind the end. How it was held is applied first.

Called by `bot/pictures.py` with the media type as its argument. Answers a line with the type it is
now and then the bytes; or, with the exit status REFUSED, one line with the reason.
"""

import io
import resource
import sys
import warnings

MOST_PIXELS = 50_000_000  # a telephone's 48 megapixels; in memory four bytes each, twice
MEMORY = 1024 * 1024 * 1024  # bytes of address space
SECONDS = 20  # of one processor
REFUSED = 3
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
_QUALITY = 90


class Refused(ValueError):
    """The picture is left as it is; the message says why."""


def drawn_anew(content: bytes, content_type: str) -> tuple[bytes, str]:
    """The picture's pixels in a new file, and its media type: a JPEG, or a PNG of what was PNG, GIF
    or can be seen through.

    Raises Refused for one that moves or is too large, and what Pillow raises for one it cannot read
    (OSError, SyntaxError, ValueError, MemoryError …).
    """
    from PIL import Image, ImageFile, ImageOps  # noqa: PLC0415 - after the limits are set

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # Beyond the limit Pillow warns, beyond twice the limit it refuses: here both refuse.
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture = Image.open(io.BytesIO(content), formats=[FORMATS[content_type]])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused(f"more than {MOST_PIXELS // 1_000_000} megapixels") from None
    # A JPEG does not move: that of an iPhone holds a map of depths as a second picture.
    if content_type != "image/jpeg" and getattr(picture, "is_animated", False):
        raise Refused("a picture that moves")
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    mode = "RGBA" if upright.has_transparency_data else "L" if upright.mode == "L" else "RGB"
    pixels = upright.convert(mode)
    pixels.info = {}  # comments, profiles, text: savers take them from here
    out = io.BytesIO()
    if mode != "RGBA" and content_type in ("image/jpeg", "image/webp"):
        pixels.save(out, "JPEG", quality=_QUALITY)
        return out.getvalue(), "image/jpeg"
    pixels.save(out, "PNG", compress_level=3)
    return out.getvalue(), "image/png"


def main() -> int:
    """The process. Returns its exit status."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),  # it writes into a pipe alone
        (resource.RLIMIT_CORE, 0),  # no picture of a stranger's in a core dump
    ):
        resource.setrlimit(what, (most, most))
    content = sys.stdin.buffer.read()
    try:
        made, content_type = drawn_anew(content, sys.argv[1])
        answer, status = content_type.encode() + b"\n" + made, 0
    except Refused as reason:
        answer, status = str(reason).encode(), REFUSED
    except Exception as error:  # noqa: BLE001 - whatever Pillow raises, the picture is to blame
        answer, status = f"cannot be read ({type(error).__name__})".encode(), REFUSED
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
