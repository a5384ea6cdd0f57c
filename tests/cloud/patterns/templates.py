"""Templates for tests, as small as they can be."""

from cloud.patterns.pattern import Pattern
from cloud.patterns.reading import read_pattern

HEAD = """\
AWSTemplateFormatVersion: 2010-09-09
Metadata:
  Livedesk:
    Version: 1
    Title: {en: Topic, ja: トピック}
    Summary: {en: One topic., ja: トピック 1 つ。}
    Kind: monitoring
    Source: {Document: none}
    Flow: [{From: "@desktop", To: Topic}]
    Practice:
      Real: {en: It is there., ja: あります。}
      Simulated: {en: Nothing., ja: なし。}
"""
RESOURCES = """\
Resources:
  Topic:
    Type: AWS::SNS::Topic
"""


def small(more_about: str = "", rest: str = RESOURCES, pattern_id: str = "small") -> Pattern:
    """Read a template with lines added to its metadata (four spaces in), and the rest as given."""
    return read_pattern(pattern_id, text(more_about, rest))


def text(more_about: str = "", rest: str = RESOURCES) -> str:
    """Return the text of such a template."""
    about = "".join(f"    {line}\n" for line in more_about.splitlines())
    return HEAD + about + rest


def with_parameter(declared: str, field: str = "Title: {en: Name, ja: 名前}") -> Pattern:
    """Read a template with one parameter, both in one line of YAML."""
    about = f"Groups: [{{Title: {{en: All, ja: すべて}}, Fields: {{Name: {{{field}}}}}}}]"
    return small(about, f"Parameters:\n  Name: {{{declared}}}\n{RESOURCES}")
