"""The recorder: turns what happens on a channel into rows, metrics and alarms' figures.

Called directly it takes one event, or `{"events": [...]}`, in the form that `events.py` describes,
and answers `{statusCode, body}`, where `body` is JSON: 400 for what is wrong with the event, which
repeating would not mend. Called by EventBridge it takes the events of Amazon IVS and MediaLive, and
ours in `detail`; there nobody reads an answer, so whatever is wrong is raised: AWS repeats the call
and puts what can't be recorded into the dead-letter queue, where an alarm sees it.

All times are the event's own, in milliseconds since 1970, UTC. Every event may come twice, late or
out of order; what is kept is the same.
"""
