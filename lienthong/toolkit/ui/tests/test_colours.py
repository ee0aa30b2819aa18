"""Every pair of text and ground that the style sheet uses can be read, in all four sets of colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static" / "ui" / "lienthong.css").read_text(encoding="utf-8")

TEXT_PAIRS = [
    *(
        (text, ground)
        for text in ("ink", "indigo", "red", "gold", "green", "slate")
        for ground in ("paper", "paper-2", "indigo-2", "field")
    ),
    *(("ink", ground) for ground in ("red-2", "gold-2", "green-2")),
    *(("slate", ground) for ground in ("red-2", "gold-2", "green-2")),
    ("red", "red-2"),
    ("gold", "gold-2"),
    ("green", "green-2"),
    ("on-indigo", "indigo"),
    ("on-red", "red"),
    ("on-bar", "bar"),
    ("bar", "on-bar"),
]
SHAPE_PAIRS = [("slate", "field"), ("slate", "paper"), ("indigo", "paper"), ("red", "paper"), ("ring", "paper"), ("focus", "bar")]
THEMES = {
    "light": r"/\* --- tokens: light --- \*/",
    "dark": r"/\* --- tokens: dark --- \*/",
    "contrast": r"/\* --- tokens: more contrast --- \*/",
    "dark-contrast": r"/\* --- tokens: dark, more contrast --- \*/",
}


def tokens_of(theme: str) -> dict[str, str]:
    """Return the colours of a theme, those of the light one where it says nothing."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(["light", theme]):
        block = re.split(THEMES[name], CSS)[1].split("/* ---")[0]
        found.update(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6})", block))
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[position : position + 2], 16) / 255 for position in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS, ids="-on-".join)
def test_every_text_can_be_read_on_its_ground(theme: str, text: str, ground: str) -> None:
    tokens = tokens_of(theme)
    least = 7.0 if "contrast" in theme else 4.5
    assert contrast(tokens[text], tokens[ground]) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS, ids="-on-".join)
def test_every_edge_that_matters_can_be_seen(theme: str, shape: str, ground: str) -> None:
    tokens = tokens_of(theme)
    assert contrast(tokens[shape], tokens[ground]) >= 3


def test_the_light_tokens_are_those_of_the_brief() -> None:
    brief = {
        "ink": "#1B1C22", "paper": "#FCFBF7", "paper-2": "#F3F0E8", "line": "#D9D4C7", "indigo": "#24306B", "indigo-2": "#E6E8F4",
        "red": "#A8201A", "gold": "#8A5A00", "gold-2": "#FFF3D6", "green": "#1D6B3F", "slate": "#55596B", "focus": "#FFBF00",
    }  # fmt: skip
    tokens = tokens_of("light")
    assert {name: tokens[name] for name in brief} == brief


def test_every_token_that_is_used_exists() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", CSS))
    defined = set(re.findall(r"--([a-z0-9-]+):", CSS))
    assert used <= defined


def test_text_has_no_colour_but_tokens() -> None:
    rules = CSS.split("/* --- base --- */")[1].split("/* --- print")[0]
    stray = [line.strip() for line in rules.splitlines() if re.search(r"(?<!-)color: #", line) and ".sheet" not in line]
    assert stray == []


def test_vietnamese_text_is_never_spaced_out_nor_shouted() -> None:
    assert "letter-spacing" not in CSS
    assert "text-transform" not in CSS
    assert set(re.findall(r"font-weight: (\w+)", CSS)) <= {"400", "600"}
    heights = [float(height) for height in re.findall(r"line-height: ([0-9.]+);", CSS)]
    assert min(heights) >= 1.35
