"""Photos are drawn anew: what is seen stays, all else goes, and nothing in them does harm."""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from bot import picture_process
from bot.magic import OTHER
from bot.picture_process import drawn_anew
from bot.pictures import kept_of

PLACE = b"19.3582N-98.4404E"  # written into every part of a file that words can stand in
SIZE = (40, 24)


def scene() -> Image.Image:
    """Red on the left, blue on the right."""
    made = Image.new("RGB", SIZE, "blue")
    ImageDraw.Draw(made).rectangle((0, 0, SIZE[0] // 2, SIZE[1]), fill="red")
    return made


def exif(orientation: int = 1) -> Image.Exif:
    """As a telephone writes it: the place in degrees, maker, words of the owner."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010E] = made[0x013B] = made[0x010F] = PLACE.decode()
    gps = made.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (19.0, 21.0, 29.5), "E", (98.0, 26.0, 25.4)
    gps[0x1D] = PLACE.decode()
    return made


def file_of(picture: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(content))
    made.load()
    return made


def is_at(picture: Image.Image, where: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = picture.convert("RGB").getpixel(where)
    assert isinstance(found, tuple)
    return all(abs(a - b) < 40 for a, b in zip(found, colour, strict=True))


RED, BLUE = (255, 0, 0), (0, 0, 255)


def with_place(kind: str) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", PLACE.decode())
    text.add_itxt("GPS", PLACE.decode())
    every: dict[str, dict[str, Any]] = {
        "JPEG": {"exif": exif(), "comment": PLACE, "icc_profile": PLACE, "xmp": PLACE},
        "PNG": {"exif": exif(), "pnginfo": text},
        "GIF": {"comment": PLACE},
        "WEBP": {"exif": exif(), "xmp": PLACE, "icc_profile": PLACE},
    }
    return file_of(scene(), kind, **every[kind]) + PLACE  # behind the end, too


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/png"),
        ("WEBP", "image/jpeg"),
    ],
)
def test_what_is_seen_stays_and_what_is_not_goes(kind: str, becomes: str) -> None:
    photo = with_place(kind)
    assert PLACE in photo
    kept = kept_of(photo)
    assert (kept.content_type, kept.reason) == (becomes, "")
    assert PLACE not in kept.content
    assert b"Exif" not in kept.content
    drawn = opened(kept.content)
    assert drawn.size == SIZE
    assert dict(drawn.getexif()) == {}
    assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert is_at(drawn, (4, 12), RED)
    assert is_at(drawn, (36, 12), BLUE)


def test_a_photo_taken_upside_down_stands_upright_without_saying_so() -> None:
    kept = kept_of(file_of(scene(), "JPEG", exif=exif(orientation=3)))
    drawn = opened(kept.content)
    assert is_at(drawn, (4, 12), BLUE)
    assert 0x0112 not in drawn.getexif()
    sideways = opened(kept_of(file_of(scene(), "JPEG", exif=exif(orientation=6))).content)
    assert sideways.size == SIZE[::-1]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode_are_drawn(mode: str) -> None:
    picture = Image.new("I;16", SIZE) if mode == "I;16" else scene().convert(mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    content, _ = drawn_anew(file_of(picture, kind), f"image/{kind.lower()}")
    assert opened(content).size == SIZE


def test_what_can_be_seen_through_stays_so() -> None:
    clear = Image.new("RGBA", SIZE, (255, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        content, content_type = drawn_anew(file_of(clear, kind), f"image/{kind.lower()}")
        assert content_type == "image/png"
        assert opened(content).getchannel("A").getextrema() == (0, 0)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that unpacks to width x height pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def moving() -> bytes:
    frames = [Image.new("RGB", SIZE, colour) for colour in ("red", "green", "blue")]
    return file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (bomb(8_000, 8_000), "more than 50 megapixels"),
        (bomb(2**31 - 1, 2**31 - 1), "more than 50 megapixels"),
        (moving(), "a picture that moves"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 5_000, "cannot be read"),
        (b"\xff\xd8\xff\xe0" + b"\xff" * 5_000, "cannot be read"),
        (file_of(scene(), "JPEG")[:-80], "cannot be read"),
        (b"GIF89a", "cannot be read"),
        (b"RIFF\xff\xff\xff\xffWEBPVP8 ", "cannot be read"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 200, "image/heic cannot be read here"),
        (b"\0\0\0\x18ftypavif" + b"\0" * 200, "image/avif cannot be read here"),
    ],
)
def test_what_cannot_be_drawn_anew_is_kept_as_it_came_and_marked(content: bytes, why: str) -> None:
    kept = kept_of(content)
    assert (kept.content, kept.content_type) == (content, OTHER)
    assert kept.reason.startswith(f"not opened: {why}")


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"ID3voice", b"<svg onload=x>", b"PK\3\4", b""])
def test_what_is_no_picture_is_left_alone(content: bytes) -> None:
    kept = kept_of(content)
    assert (kept.content, kept.reason) == (content, "")


def test_a_picture_is_what_its_first_bytes_say_and_no_other_reader_is_asked() -> None:
    disguised = b"\xff\xd8\xff" + file_of(scene(), "TIFF")
    assert kept_of(disguised).content_type == OTHER


def test_a_reader_that_hangs_is_ended() -> None:
    kept = kept_of(file_of(scene(), "PNG"), patience=0.0)
    assert kept.reason == "not opened: drawing it anew took too long"
    assert kept.content_type == OTHER


def test_a_reader_that_breaks_costs_no_worker(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    monkeypatch.setattr(picture_process, "__file__", str(broken))
    photo = file_of(scene(), "PNG")
    kept = kept_of(photo)
    assert (kept.content, kept.content_type) == (photo, OTHER)
    assert kept.reason == "not opened: drawing it anew ended with -11"


def test_the_reader_knows_no_secret_and_can_write_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KHOTO_LINE_CHANNEL_SECRET", "a secret")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "PIL.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(tmp_path)
    spy = tmp_path / "spy.py"
    told = tmp_path / "told"
    source = Path(picture_process.__file__).read_text(encoding="utf-8")
    # The same process, which looks around after the limits are set.
    look = f"""
        import os
        try:
            with open({str(told)!r}, "wb", buffering=0) as file:
                file.write(b"x")
            wrote = True
        except OSError:
            wrote = False
        memory = resource.getrlimit(resource.RLIMIT_AS)
        raise Refused(f"{{sorted(os.environ)}} {{wrote}} {{memory}}")
"""
    spy.write_text(
        source.replace(
            "        made, content_type = drawn", look + "        made, content_type = drawn"
        )
    )
    monkeypatch.setattr(picture_process, "__file__", str(spy))
    reason = kept_of(file_of(scene(), "PNG")).reason
    environment, _, rest = reason.removeprefix("not opened: ").partition("] ")
    assert "KHOTO" not in environment
    assert "PYTHONPATH" not in environment
    assert rest == f"False {(picture_process.MEMORY, picture_process.MEMORY)}"


def test_the_process_needs_nothing_of_the_house() -> None:
    code = "import runpy, sys; runpy.run_path(sys.argv[1]); print(*sys.modules)"
    asked = [sys.executable, "-I", "-c", code, picture_process.__file__]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    assert {"resource", "io"} <= set(told)
    assert not {"bot", "storage", "casework", "handlers"} & set(told)
