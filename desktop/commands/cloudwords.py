"""The words of `livedesk cloud`: an architecture, its stack, the account and the parameters."""

import argparse
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

PREFIX = "livedesk-"
"""Stacks are named so if nobody says otherwise; the policies for deployers allow these names."""
PATTERN_NEEDED = ("plan", "apply", "cost", "destroy", "start", "stop")
USUAL_PATTERN = {"check": "monitoring", "status": ""}
"""Of deeds that need none to be named; none means all."""
PRACTISED = ("mails", "scenario", "clock", "reset")
"""Only the practice account has them."""
SCENARIOS = (
    "starvation",
    "uplink-half",
    "viewer-drop",
    "chat-flood",
    "throttled",
    "late-metrics",
    "expired-credentials",
)


class CloudWish(NamedTuple):
    """What was asked for."""

    deed: str
    pattern_id: str = ""
    stack: str = ""
    profile: str = ""
    """Empty: practice."""
    region: str = ""
    """Empty: as it is where the wish is carried out by default."""
    parameters: tuple[tuple[str, str], ...] = ()
    confirmed: str = ""
    """The stack's name, given beforehand."""
    is_json: bool = False
    viewers: int | None = None
    live_hours: float | None = None
    scenario: str = ""
    is_off: bool = False
    is_confirming: bool = False
    """Do what opening the links in the mails does."""
    minutes: float = 0.0
    """How far the clock is put forward."""
    role: Literal["deployer", "operator", "viewer", ""] = ""


def add_cloud_words(
    parser: argparse.ArgumentParser,
    add_data_folder: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Teach a parser everything below `livedesk cloud`."""
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", dest="deed", required=True)
    for deed, explanation in (
        ("catalogue", "list the architectures and their parameters"),
        ("plan", "say what would be built, and what it costs; builds nothing"),
        ("apply", "plan, ask, build, and follow until it stands"),
        ("status", "show a stack, or all of them"),
        ("check", "verify the monitoring stack against the account"),
        ("start", "start what is paid by the hour"),
        ("stop", "stop what is paid by the hour"),
        ("destroy", "tear a stack down and prove that nothing is left"),
        ("cost", "show the price; needs no account"),
        ("policy", "print the IAM policy of a deployer, an operator or a viewer"),
        ("mails", "show the e-mails of the practice account"),
        ("scenario", "switch a trouble of the practice account on or off"),
        ("clock", "put the clock of the practice account forward"),
        ("reset", "forget everything in the practice account"),
    ):
        command = deeds.add_parser(deed, help=explanation)
        add_data_folder(command)
        _add_deed(command, deed)


def _add_deed(parser: argparse.ArgumentParser, deed: str) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    if deed in PATTERN_NEEDED or deed in USUAL_PATTERN:
        parser.add_argument(
            "id",
            nargs=None if deed in PATTERN_NEEDED else "?",
            default=USUAL_PATTERN.get(deed),
            help="of the architecture, from the catalogue",
        )
        parser.add_argument("--stack", type=stack_name, metavar="NAME")
    if deed not in ("catalogue", *PRACTISED):
        parser.add_argument("--region", type=region, metavar="REGION")
    if deed not in ("catalogue", "cost", *PRACTISED):
        parser.add_argument(
            "--profile", default="", metavar="PROFILE", help="of your AWS configuration (practice)"
        )
    if deed in ("plan", "apply", "cost"):
        parser.add_argument(
            "--param", action="append", default=[], type=parameter, metavar="NAME=VALUE"
        )
        parser.add_argument("--viewers", type=count, metavar="N", help="for the price")
        parser.add_argument("--live-hours", type=hours, metavar="H", help="for the price")
    if deed in ("apply", "destroy"):
        parser.add_argument(
            "--confirm", default="", metavar="NAME", help="the stack's name, instead of typing it"
        )
    if deed == "mails":
        parser.add_argument(
            "--confirm", action="store_true", help="open the links that confirm subscriptions"
        )
    if deed == "scenario":
        parser.add_argument(
            "scenario", choices=SCENARIOS, metavar="SCENARIO", help=", ".join(SCENARIOS)
        )
        parser.add_argument("--off", action="store_true")
    if deed == "clock":
        parser.add_argument("minutes", type=minutes, metavar="MINUTES")
    if deed == "policy":
        parser.add_argument("role", choices=("deployer", "operator", "viewer"))


def cloud_wish(options: argparse.Namespace) -> CloudWish:
    """Return the wish that parsed words mean."""
    pattern_id = getattr(options, "id", "")
    stack = getattr(options, "stack", None)
    return CloudWish(
        deed=options.deed,
        pattern_id=pattern_id,
        stack=stack or (f"{PREFIX}{pattern_id}" if pattern_id else ""),
        profile=getattr(options, "profile", ""),
        region=getattr(options, "region", None) or "",
        parameters=tuple(getattr(options, "param", ())),
        confirmed="" if options.deed == "mails" else getattr(options, "confirm", ""),
        is_json=options.json,
        viewers=getattr(options, "viewers", None),
        live_hours=getattr(options, "live_hours", None),
        scenario=getattr(options, "scenario", ""),
        is_off=getattr(options, "off", False),
        is_confirming=options.deed == "mails" and options.confirm,
        minutes=getattr(options, "minutes", 0.0),
        role=getattr(options, "role", ""),
    )


# ---- single values; each raises ArgumentTypeError ----


def parameter(text: str) -> tuple[str, str]:
    """Read NAME=VALUE; the value may be empty."""
    name, found, value = text.partition("=")
    if not found or not re.fullmatch(r"[A-Za-z0-9]{1,255}", name):
        raise argparse.ArgumentTypeError("give a parameter as in ChannelType=BASIC")
    return name, value


def stack_name(text: str) -> str:
    """Read the name of a stack."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,99}", text):
        raise argparse.ArgumentTypeError(
            "give a letter, then letters, digits and hyphens, 100 characters at most"
        )
    return text


def region(text: str) -> str:
    """Read the code of a region."""
    if not re.fullmatch(r"[a-z]{2}(-[a-z]+)+-\d", text):
        raise argparse.ArgumentTypeError("give a region as in ap-northeast-1")
    return text


def count(text: str) -> int:
    """Read how many viewers there are."""
    if not re.fullmatch(r"\d{1,9}", text):
        raise argparse.ArgumentTypeError("give a number of viewers")
    return int(text)


def hours(text: str) -> float:
    """Read how many hours the show lasts."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 10_000:
        raise argparse.ArgumentTypeError("give a number of hours")
    return number


def minutes(text: str) -> float:
    """Read how far the clock is put forward."""
    if (number := hours(text)) > 0:
        return number
    raise argparse.ArgumentTypeError("give a number of minutes")
