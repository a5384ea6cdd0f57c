"""An AWS account on this machine: moto in a process of its own, made strict, and alive.

`__main__` starts it and `process` is its life. A call comes in by `server` and `front`, which says
who may (`neighbours`), what it is (`calls`), what AWS would refuse (`strict`), and writes down what
changed something (`redaction`, `journal`); `replay` repeats that at the next start, after
`compaction` and `snapshot` have shortened it. moto keeps the books; what is added here makes
templates fail where AWS refuses them (`formation`), completes moto's services (`services`), and
makes things happen: alarms, events, schedules, functions, mail (`behaviour`). All parts share one
`context`; `control` answers what only Livedesk asks.
"""
