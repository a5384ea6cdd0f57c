"""CloudFormation of the practice account: an engine of its own over the books that moto keeps.

`install(context)` puts it in the place of moto's. What a template says is read by `templates`,
`parameters`, `intrinsics` and `ordering`; what AWS's schemas say of a type by `schemas` and
`propertycheck`; how a resource is made by `kinds/`. `operations` tells in which order that happens
and what follows a failure, `changesets` what would happen, `drift` what happened behind its back,
and `responses` answers the calls.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloud.practice.account.context import AccountContext
    from cloud.practice.account.formation.formation import Formation


def install(context: "AccountContext") -> "Formation":
    """Let CloudFormation calls be answered here from now on; the latest of a process counts."""
    from cloud.practice.account.formation.formation import Formation
    from cloud.practice.account.formation.installation import put_in_place
    from cloud.practice.account.formation.sharedmodels import share_models

    share_models()
    formation = Formation(context)
    put_in_place(formation)
    return formation
