"""Pictures of signatures and seals as SVG: those that an office gave, and drawn ones of a demonstration, said to be samples."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from html import escape

INK, RED = "#1a3fb0", "#d2191f"
"""Blue ink of a signature and the red of a seal.  Source: law:nd-30-2020 [V: domain 2.1]; the shades are ours [P]."""
SAMPLE = "MẪU"
_STAR = "0,-13 3.1,-4.2 12.4,-4 4.9,1.6 7.6,10.5 0,5.2 -7.6,10.5 -4.9,1.6 -12.4,-4 -3.1,-4.2"
_WIDE, _LONGEST = 300, 22


def given(png: bytes) -> str:
    """Return a PNG that an office gave as SVG, in its own proportions."""
    wide, high = (int.from_bytes(png[at : at + 4], "big") or 1 for at in (16, 20))
    picture = b64encode(png).decode()
    return _svg(wide, high, f'<image width="{wide}" height="{high}" href="data:image/png;base64,{picture}"/>')


def signature(name: str) -> str:
    """Return a stroke of a pen that a name gives, the same each time; under it that it is a sample."""
    numbers = hashlib.sha256(name.encode()).digest()
    points = [(20 + 20 * at + numbers[at] % 14, 20 + numbers[at + 8] % 62) for at in range(13)]
    path = f"M{points[0][0]},{points[0][1]}" + "".join(
        f" S{points[at][0]},{points[at][1]} {points[at + 1][0]},{points[at + 1][1]}" for at in range(1, 12)
    )
    stroke = f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="2.6" stroke-linecap="round"/>'
    return _svg(_WIDE, 110, f'{stroke}<text x="150" y="106" {_font(9, INK)}>{SAMPLE}</text>')


def seal(name: str) -> str:
    """Return a round seal with a star and a name; it says that it is a sample."""
    lines = _lines(name.upper())
    size = min(10.0, 150 / max(map(len, lines)))
    words = "".join(f'<text x="60" y="{76 + 11 * at}" {_font(size, RED)}>{escape(line)}</text>' for at, line in enumerate(lines))
    rings = f'<circle cx="60" cy="60" r="57" {_line(2.4)}/><circle cx="60" cy="60" r="52" {_line(0.8)}/>'
    star = f'<polygon transform="translate(60,46)" points="{_STAR}" fill="{RED}"/>'
    return _svg(120, 120, f'{rings}{star}<text x="60" y="27" {_font(9, RED)}>{SAMPLE}</text>{words}')


def _lines(name: str) -> list[str]:
    """Return a name in up to three lines."""
    made = [""]
    for word in name.split():
        if made[-1] and len(made[-1]) + len(word) >= _LONGEST and len(made) < 3:
            made.append(word)
        else:
            made[-1] = f"{made[-1]} {word}".strip()
    return made


def _line(width: float) -> str:
    return f'fill="none" stroke="{RED}" stroke-width="{width}"'


def _font(size: float, colour: str) -> str:
    return f'text-anchor="middle" font-family="Liberation Serif" font-weight="bold" font-size="{size:.1f}" fill="{colour}"'


def _svg(wide: int, high: int, inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">{inside}</svg>'
