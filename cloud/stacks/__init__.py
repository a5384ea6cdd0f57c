"""Plans, builds, follows and tears down stacks; `cloud.stacks.stacks` is its face.

Nothing about a stack is kept on this machine: what has to be known of it stands in its tags, so
that another process can go on where one was killed.
"""
