"""Colours as browsers compute them, and their contrast: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""

import re


def parsed(colour):
    """Red, green, blue from 0 to 1 and opacity, of `rgb()`, `rgba()` or `color(srgb …)`."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", colour)]
    if not colour.startswith("color("):
        numbers = [number / 255 for number in numbers[:3]] + numbers[3:]
    return (*numbers[:3], numbers[3] if numbers[3:] else 1.0)


def flattened(layers):
    """What is seen of colours laid over each other on white paper, the lowest first."""
    seen = (1.0, 1.0, 1.0)
    for layer in layers:
        *over, opacity = parsed(layer)
        seen = tuple(o * opacity + s * (1 - opacity) for o, s in zip(over, seen, strict=True))
    return seen


def luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, ground):
    ground = flattened([ground]) if isinstance(ground, str) else ground
    *colour, opacity = parsed(one)
    seen = [c * opacity + g * (1 - opacity) for c, g in zip(colour, ground, strict=True)]
    light, dark = sorted((luminance(seen), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
