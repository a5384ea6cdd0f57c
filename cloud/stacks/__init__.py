"""Plans, builds, follows and tears down stacks; `cloud.stacks.stacks` is its face.

A plan (`planning`) passes `gates` and `quotas`, takes its values from `wishes` and its code from
`artefactstep`, and ends as a change set (`changesets`, `bodies`). `applying` carries it out and
`following` watches by the `events`; `drift` compares. `teardown` first does what CloudFormation
does not (`hooks`), and proves by tags and services that nothing is left (`proof`, `existence`,
`arns`); `husks` removes stacks that are only a name. `reading` understands descriptions, `pace`
says how long all of that may take.

Nothing about a stack is kept on this machine: what has to be known of it stands in its tags, so
that another process can go on where one was killed.
"""
