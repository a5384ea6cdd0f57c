"""Puts our answers in the place of moto's."""

from moto.cloudformation import urls

from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.responses import FormationResponse


def put_in_place(formation: Formation) -> None:
    """Let CloudFormation calls be answered from those stacks; before the first request."""
    FormationResponse.formation = formation
    urls.url_paths["{0}/$"] = FormationResponse.dispatch
