"""Holds the values of parameters against the Rules of a template, before anything is made."""

from cloud.practice.account.formation.intrinsics import evaluated
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.scopes import StackScope
from cloud.practice.account.formation.templates import Template


def check_rules(template: Template, scope: StackScope) -> None:
    """Raise Refused for the first assertion that does not hold."""
    for name, rule in (template.body.get("Rules") or {}).items():
        if "RuleCondition" in rule and not evaluated(rule["RuleCondition"], scope):
            continue
        for assertion in rule.get("Assertions") or ():
            if not evaluated(assertion["Assert"], scope):
                told = str(assertion.get("AssertDescription") or "Assertion failed")
                raise Refused(f"Template constraint [{name}] is not satisfied: {told}")
