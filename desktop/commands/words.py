"""Sizes, rates and times as they are written on the command line; argparse calls these.

Each raises ArgumentTypeError, which argparse shows beside the option's name.
"""

import argparse
import re


def size(text: str) -> tuple[int, int]:
    """Read 1280x720."""
    match = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError("give width and height as in 1280x720")
    return int(match[1]), int(match[2])


def bitrate(text: str) -> int:
    """Read bits per second, as in 3000k or 4.5M."""
    match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)([kKmM]?)", text)
    if match is None:
        raise argparse.ArgumentTypeError("give bits per second as in 3000k or 4.5M")
    return round(float(match[1]) * {"": 1, "k": 1_000, "m": 1_000_000}[match[2].lower()])


def seconds(text: str) -> float:
    """Read a number of seconds above 0."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e7:
        raise argparse.ArgumentTypeError("give a number of seconds above 0")
    return number


def people(text: str) -> int:
    """Read how many made-up people there are."""
    if not re.fullmatch(r"\d{1,5}", text) or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError("give a number of people from 1 to 10000")
    return int(text)


def rate(text: str) -> float:
    """Read how many messages a second there are."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1_000:
        raise argparse.ArgumentTypeError("give messages a second, above 0 and up to 1000")
    return number
