"""The deeds of `livedesk cloud` that show something, and those of the practice account alone."""

from dataclasses import replace
from datetime import UTC, datetime

from cloud.models import StackPhase
from desktop.commands.cloudaccess import account_of
from desktop.commands.cloudchanges import usage_of
from desktop.commands.clouddesk import DONE, NOT_AS_WANTED, Desk
from desktop.commands.cloudlines import (
    catalogue_lines,
    check_lines,
    price_lines,
    running_line,
    status_lines,
)
from desktop.commands.cloudresults import (
    ArchitectureResult,
    CatalogueResult,
    CheckedResult,
    CostResult,
    ItemResult,
    MailResult,
    MailsResult,
    StackResult,
    StatusResult,
)
from desktop.commands.output import print_json, say


def catalogue(desk: Desk) -> int:
    """List the architectures."""
    from cloud.patterns.catalogue import catalogue as read

    found = read()
    result = CatalogueResult(tuple(ArchitectureResult.of(each) for each in found))
    desk.answer(result, (line for each in found for line in catalogue_lines(each)))
    return DONE


def cost(desk: Desk) -> int:
    """Show the price; nobody is asked."""
    from cloud.patterns.catalogue import pattern
    from cloud.patterns.values import checked_values

    wish = desk.wish
    wanted = pattern(wish.pattern_id)
    said = dict(wish.parameters)
    # What was said has to be possible; what else a stack needs has no part in a price.
    asked = tuple(each for each in wanted.parameters if each.name in said)
    checked_values(replace(wanted, parameters=asked, document={}), said)
    values = {each.name: said.get(each.name, each.default or "") for each in wanted.parameters}
    price = desk.prices.price(wanted, values, usage_of(wish), account_of(wish).region)
    desk.answer(CostResult(wanted.id, price), price_lines(price))
    return DONE


def status(desk: Desk) -> int:
    """Show one stack, or all."""
    from cloud.running import running

    now = datetime.now(UTC)
    with desk.account() as aws:
        stacks = desk.stacks(aws)
        found = (stacks.status(desk.wish.stack),) if desk.wish.stack else stacks.list()
        runs = running(aws, found, desk.running_notes, now, desk.prices.rates(aws.region))
    lines = [line for each in found for line in status_lines(each)]
    lines += [running_line(each, now) for each in runs]
    desk.answer(
        StatusResult(tuple(StackResult.of(each) for each in found), runs),
        lines or ["There is no stack."],
    )
    is_there = all(each.phase is not StackPhase.ABSENT for each in found)
    return DONE if is_there else NOT_AS_WANTED


def check(desk: Desk) -> int:
    """Verify the monitoring stack."""
    from cloud.check import practice_check

    with desk.account() as aws:
        result = practice_check(aws, desk.stacks(aws).status(desk.wish.stack))
    code = DONE if result.is_ok else NOT_AS_WANTED
    items = tuple(ItemResult.of(each) for each in result.items)
    shown = CheckedResult(code, result.stack, result.account_id, result.at, items, result.is_ok)
    desk.answer(shown, check_lines(result))
    return code


def policy(desk: Desk) -> int:
    """Print a policy, which is JSON in any case."""
    from cloud.identity import policy as policy_of
    from desktop.commands.cloudwords import PREFIX

    with desk.account() as aws:
        account_id = aws.identity().account_id
    role = desk.wish.role or "viewer"
    print_json(policy_of(role, account_id, aws.region, PREFIX.rstrip("-")))
    return DONE


# ---- practice ----


def mails(desk: Desk) -> int:
    """Show the e-mails that would have been sent; open their links if that is wished."""
    from cloud.subscriptions import confirm

    client = desk.practice
    client.ensure_running()
    if desk.wish.is_confirming:
        with desk.account() as aws:
            count = sum(confirm(aws, mail.text) for mail in client.mails())
        say(f"{count} confirmed")
    found = tuple(MailResult(m.at, m.to, m.subject, m.text) for m in client.mails())
    desk.answer(
        MailsResult(found),
        [f"{m.at:%H:%M:%S} {m.to}: {m.subject}\n{m.text}" for m in found] or ["No mail."],
    )
    return DONE


def scenario(desk: Desk) -> int:
    """Switch a trouble on or off."""
    from cloud.practice.accountmessages import Scenario

    wish = desk.wish
    client = desk.practice
    client.ensure_running()
    client.play(Scenario(wish.scenario), is_on=not wish.is_off)
    say(f"{wish.scenario}: {'off' if wish.is_off else 'on'}")
    return DONE


def clock(desk: Desk) -> int:
    """Put the clock of the practice account forward; what is due by then happens."""
    client = desk.practice
    client.ensure_running()
    status = client.advance(desk.wish.minutes * 60)
    say(f"The practice account's clock is at {status.now:%Y-%m-%d %H:%M:%S} UTC.")
    return DONE


def reset(desk: Desk) -> int:
    """Forget everything in the practice account."""
    client = desk.practice
    client.ensure_running()
    client.reset()
    say("The practice account is empty.")
    return DONE
