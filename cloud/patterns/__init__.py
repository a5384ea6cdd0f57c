"""The catalogue of architectures: what each template builds, and says of itself.

`catalogue` has them all; `reading` makes a `pattern` of a template and its `metadata`, held against
each other by `consistency` (with `references`). `values` checks what a form was given, by the
template's own `rules`; `flow` and `layers` lay the picture out, with names from `services`;
`retired` knows what AWS has ended.
"""
