"""`make live-test`: one small stack in a real account, named by hand, and torn down again.

It wants LIVEDESK_LIVE_PROFILE and LIVEDESK_LIVE_REGION, and the account's number typed.
"""

import os
import secrets
import sys
from collections.abc import Callable, Mapping

PROFILE, REGION = "LIVEDESK_LIVE_PROFILE", "LIVEDESK_LIVE_REGION"
REFUSED, FAILED = 2, 1


def main(environment: Mapping[str, str], ask: Callable[[str], str]) -> int:
    """Do it if it is really wanted; returns the exit code."""
    missing = [name for name in (PROFILE, REGION) if not environment.get(name)]
    if missing:
        _say(f"This builds a stack in a real AWS account. Set {' and '.join(missing)} to do it.")
        return REFUSED
    # heavy, and nothing of it is needed to refuse
    from cloud.awsclient import Aws
    from cloud.errors import CloudError
    from cloud.settings import Account, Mode
    from cloud.stacks.stacks import Stacks
    from tests.live.trial import NotAsWanted, Trial

    stack = f"livedesk-live-test-{secrets.token_hex(3)}"
    try:
        aws = Aws(Account(Mode.LIVE, environment[PROFILE], environment[REGION]), ask_mfa=ask)
        identity = aws.identity()
        _say(f"LIVE: {identity.arn} in {aws.region}; the stack is {stack}.")
        if ask("Type the number of this account to go on: ").strip() != identity.account_id:
            _say("Nothing was done.")
            return REFUSED
        proof = Trial(aws, Stacks(aws), stack, _say).run()
    except (CloudError, NotAsWanted) as error:
        _say(f"FAILED: {error}. Look with: livedesk cloud status --stack {stack}")
        return FAILED
    _say(f"Passed; looked for what is left by {', '.join(proof.looked_by)}: nothing.")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(os.environ, input))
