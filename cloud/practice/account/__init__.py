"""An AWS account on this machine: moto in a process of its own, made strict, and alive.

moto keeps the books; what is added here makes templates fail where AWS refuses them (`formation`),
and makes things happen: alarms, events, schedules, functions, states, mail (`behaviour`).
"""
