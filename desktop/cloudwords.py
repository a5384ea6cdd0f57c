"""Money, times and states of the cloud in words of the present language."""

import re
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from cloud.errors import Problem
from cloud.models import Running, StackPhase
from cloud.patterns.metadata import Text
from cloud.patterns.pattern import Parameter, Pattern
from cloud.patterns.values import EMPTY, Reason, reason_against
from desktop.clouding.situation import CloudSituation, Deed
from desktop.language import hint_of, message_of, translated

translate = QCoreApplication.translate
CENT = 0.01
REGIONS = {
    "ap-northeast-1": QT_TRANSLATE_NOOP("CloudWords", "Tokyo"),
    "ap-northeast-2": QT_TRANSLATE_NOOP("CloudWords", "Seoul"),
    "ap-northeast-3": QT_TRANSLATE_NOOP("CloudWords", "Osaka"),
    "ap-south-1": QT_TRANSLATE_NOOP("CloudWords", "Mumbai"),
    "ap-southeast-1": QT_TRANSLATE_NOOP("CloudWords", "Singapore"),
    "ap-southeast-2": QT_TRANSLATE_NOOP("CloudWords", "Sydney"),
    "ca-central-1": QT_TRANSLATE_NOOP("CloudWords", "Canada Central"),
    "eu-central-1": QT_TRANSLATE_NOOP("CloudWords", "Frankfurt"),
    "eu-north-1": QT_TRANSLATE_NOOP("CloudWords", "Stockholm"),
    "eu-west-1": QT_TRANSLATE_NOOP("CloudWords", "Ireland"),
    "eu-west-2": QT_TRANSLATE_NOOP("CloudWords", "London"),
    "eu-west-3": QT_TRANSLATE_NOOP("CloudWords", "Paris"),
    "sa-east-1": QT_TRANSLATE_NOOP("CloudWords", "São Paulo"),
    "us-east-1": QT_TRANSLATE_NOOP("CloudWords", "N. Virginia"),
    "us-east-2": QT_TRANSLATE_NOOP("CloudWords", "Ohio"),
    "us-west-1": QT_TRANSLATE_NOOP("CloudWords", "N. California"),
    "us-west-2": QT_TRANSLATE_NOOP("CloudWords", "Oregon"),
}


def spoken(text: Text) -> str:
    """Return a template's text in the present language."""
    return text.in_(QLocale().name().partition("_")[0])


def region_title(region: str) -> str:
    """Return a region with the place that people know it by."""
    place = REGIONS.get(region)
    return f"{translate('CloudWords', str(place))} ({region})" if place else region


def money(usd: float | None) -> str:
    """Return dollars and cents."""
    if usd is None:
        return translate("CloudWords", "price unknown")
    if 0 < usd < CENT / 2:
        return translate("CloudWords", "less than {money}").format(money=money(CENT))
    return "$" + QLocale().toString(usd, "f", 2)


def figure(value: float) -> str:
    """Return a number with three digits that count, and no more."""
    if abs(value) >= 100 or value == int(value):
        return QLocale().toString(value, "f", 0)
    return QLocale().toString(value, "g", 3)


def lasted(seconds: float) -> str:
    """Return a duration, as in "2 h 10 min"."""
    minutes = max(0, int(seconds // 60))
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        days, hours = divmod(hours, 24)
        return translate("CloudWords", "{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return translate("CloudWords", "{hours} h {minutes} min").format(hours=hours, minutes=rest)
    return translate("CloudWords", "{minutes} min").format(minutes=rest)


def clock_time(at: datetime) -> str:
    """Return the time of day, here, with seconds."""
    return at.astimezone().strftime("%H:%M:%S")


def running_words(running: Running, now: datetime, asked_at: datetime | None = None) -> str:
    """Return what runs, for how long, what it has cost, and when it stops by itself.

    `asked_at`: when the account said what it has cost; what came since is added.
    """
    since_s = 0.0 if asked_at is None else max(0.0, (now - asked_at).total_seconds())
    cost = money(running.usd_so_far + running.usd_per_hour * since_s / 3600)
    if not running.is_complete:
        is_known = running.usd_per_hour > 0
        cost = translate("CloudWords", "more than {money}").format(money=cost) if is_known else ""
    time = lasted((now - running.since).total_seconds())
    if not running.is_since_known:
        time = translate("CloudWords", "{time} or longer").format(time=time)
    if not running.can_stop:  # it costs because it is there, whether it is used or not
        words = translate("CloudWords", "{service} standing {time}, {money} so far")
        unknown = translate("CloudWords", "{service} standing {time}, price unknown")
    else:
        words = translate("CloudWords", "{service} running {time}, {money} so far")
        unknown = translate("CloudWords", "{service} running {time}, price unknown")
    words = (words if cost else unknown).format(
        service=spoken(running.service), time=time, money=cost
    )
    if running.stops_at is None:
        return words
    left = lasted((running.stops_at - now).total_seconds())
    return translate("CloudWords", "{running} · stops by itself in {time}").format(
        running=words, time=left
    )


def all_running_words(situation: CloudSituation, now: datetime) -> str:
    """Return everything that runs in one line; in practice it says so."""
    asked_at = situation.asked_at
    words = " · ".join(running_words(each, now, asked_at) for each in situation.running)
    if words and situation.account.is_practice:
        return translate("CloudWords", "Practice: {running}").format(running=words)
    return words


def phase_words(phase: StackPhase) -> str:
    """Return how a stack is, in a word or two."""
    words = {
        StackPhase.ABSENT: translate("CloudWords", "not made"),
        StackPhase.PLANNED: translate("CloudWords", "planned"),
        StackPhase.CHANGING: translate("CloudWords", "being changed"),
        StackPhase.READY: translate("CloudWords", "ready"),
        StackPhase.ROLLED_BACK: translate("CloudWords", "rolled back"),
        StackPhase.FAILED: translate("CloudWords", "failed"),
        StackPhase.DELETING: translate("CloudWords", "being torn down"),
    }
    return words[phase]


def deed_words(deed: Deed) -> str:
    """Return what is being done."""
    words = {
        Deed.PLAN: translate("CloudWords", "Planning…"),
        Deed.APPLY: translate("CloudWords", "Applying…"),
        Deed.FOLLOW: translate("CloudWords", "Following a change…"),
        Deed.DESTROY: translate("CloudWords", "Tearing down…"),
        Deed.DRIFT: translate("CloudWords", "Comparing with the template…"),
        Deed.START: translate("CloudWords", "Starting…"),
        Deed.STOP: translate("CloudWords", "Stopping…"),
        Deed.CHECK: translate("CloudWords", "Checking…"),
    }
    return words[deed]


def reason_words(reason: Reason | None) -> str:
    """Return why a parameter can't have its value; nothing where it can."""
    if reason is None:
        return ""
    return translated(reason.sentence).replace("{limit}", reason.limit)


def as_in_form(problem: Problem, pattern: Pattern) -> Problem:
    """Return a problem that names parameters as people know them: by the titles of their fields."""
    parameter = pattern.parameter(problem.params.get("parameter", ""))
    if parameter is None:
        return problem
    params = {**problem.params, "parameter": _field_title(parameter)}
    if "reason" in params:
        value = params.get("value", "")
        reason = reason_against(parameter, "" if value == EMPTY else value)
        is_own = str(reason) == params["reason"]
        words = reason_words(reason) if is_own else translated(params["reason"])
        titles = {each.name: _field_title(each) for each in pattern.parameters}
        words = re.sub(r"\w+", lambda found: titles.get(found[0], found[0]), words, flags=re.ASCII)
        params["reason"] = words
    return Problem(problem.code, params)


def _field_title(parameter: Parameter) -> str:
    return translate("CloudWords", "“{title}”").format(title=spoken(parameter.field.title))


def trouble(problem: Problem | None, is_unexpected: bool) -> tuple[str, str]:
    """Return a failure as a sentence and one action; nothing where there is none."""
    if problem is not None:
        return message_of(problem), hint_of(problem)
    if is_unexpected:
        return (
            translate("CloudWords", "That failed in a way that Livedesk does not know."),
            translate("CloudWords", "Try again; the log says how it failed."),
        )
    return "", ""
