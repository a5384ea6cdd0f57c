"""What Redis does in one step: the scripts, and the names of a room's keys.

`{chat:<room>}:log`     stream; the entry `<seq>-0` has one field: JSON, epoch, name, a line each
`{chat:<room>}:meta`    hash: epoch; head, the newest number; boot, the Redis process it is good for
`{chat:<room>}:id:...`  the number that a name got (five minutes long)
`{chat:<room>}:nodes`   sorted set: nodes that follow the room, and when they last said so
`{chat:<room>}:mend`    hash, while a loss is being mended: who came, and who is waited for
`{chat:<room>}:refill`  hash, while a loss is being mended: number to entry

A room that nobody looked at for a week is gone from Redis; the store has it.

Every script of the log compares `boot` with the process that it runs in, so nothing is numbered or
read in a Redis that may have lost something before the room was looked after there.
"""

import hashlib
from collections.abc import Sequence

_BOOT = r"""
local server = redis.call('INFO', 'server')
local boot = string.match(server, 'run_id:(%x+)')
local m = redis.call('HMGET', KEYS[1], 'epoch', 'head', 'boot')
local head = tonumber(m[2] or 0)
"""

APPEND = (
    _BOOT
    + r"""
-- KEYS meta log id...; ARGV epoch known maxlen seconds blob...: the number of each, or nothing.
if m[1] ~= ARGV[1] or m[3] ~= boot or head < tonumber(ARGV[2]) then return {} end
local numbers = {}
for i = 5, #ARGV do
  local key = KEYS[i - 2]
  local known = redis.call('GET', key)
  if known then
    numbers[i - 4] = -tonumber(known)
  else
    head = head + 1
    local name = string.match(key, ':id:(.*)$')
    local entry = '{"s":' .. head .. ',' .. ARGV[i] .. '\n' .. ARGV[1] .. '\n' .. name
    redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], head .. '-0', 'e', entry)
    redis.call('SET', key, head, 'EX', ARGV[4])
    numbers[i - 4] = head
  end
end
redis.call('HSET', KEYS[1], 'head', head)
return numbers
"""
)

READ = (
    _BOOT
    + r"""
-- KEYS meta log; ARGV after limit; after '' = the newest: epoch, head, first, entries; or nothing.
if m[3] ~= boot then return {} end
local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
local first = oldest and tonumber(string.match(oldest[1], '^%d+')) or head + 1
local answer = {m[1], head, first}
local found
if ARGV[1] == '' then
  found = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', ARGV[2])
  for i = #found, 1, -1 do answer[#answer + 1] = found[i][2][2] end
else
  found = redis.call('XRANGE', KEYS[2], '(' .. ARGV[1] .. '-0', '+', 'COUNT', ARGV[2])
  for i = 1, #found do answer[#answer + 1] = found[i][2][2] end
end
return answer
"""
)

LOOK = (
    _BOOT
    + r"""
-- KEYS meta log nodes mend refill; ARGV node epoch known boot durable forget_ms
-- 'ok' epoch head first node...; 'changed' epoch head; 'lost' newest number in the stream;
-- 'again': what the node was told of durability was told by another process
local known = tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[6])
local is_mine = ARGV[2] == '' or ARGV[2] == m[1]
if m[3] ~= boot and ARGV[4] ~= boot then return {'again'} end
if m[1] and m[3] ~= boot and ARGV[5] == '1' and is_mine and head >= known then
  -- Written before it was answered, and still by the process that wrote it, not by its replica.
  local promoted = string.match(redis.call('INFO', 'replication'), 'second_repl_offset:(-?%d+)')
  if promoted == '-1' then
    redis.call('HSET', KEYS[1], 'boot', boot)
    m[3] = boot
  end
end
if m[1] and m[3] == boot then
  if not is_mine then return {'changed', m[1], head} end
  if head >= known then
    if ARGV[1] ~= '' then redis.call('ZADD', KEYS[3], now, ARGV[1]) end
    if redis.call('TTL', KEYS[1]) < 6 * 86400 or redis.call('TTL', KEYS[2]) == -1 then
      redis.call('EXPIRE', KEYS[1], 7 * 86400)
      redis.call('EXPIRE', KEYS[2], 7 * 86400)
    end
    local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
    local first = oldest and tonumber(string.match(oldest[1], '^%d+')) or head + 1
    local answer = {'ok', m[1], head, first}
    for _, node in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do answer[#answer + 1] = node end
    return answer
  end
end
if redis.call('HGET', KEYS[4], 'boot') ~= boot then
  redis.call('DEL', KEYS[4], KEYS[5])
  redis.call('HSET', KEYS[4], 'boot', boot, 'since', now, 'head', 0)
  for _, node in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
    redis.call('HSET', KEYS[4], 'p:' .. node, 1)
  end
end
local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
return {'lost', newest and tonumber(string.match(newest[1], '^%d+')) or 0}
"""
)

CAME = r"""
-- KEYS mend; ARGV node known peer...: this node has brought what it holds.
if tonumber(redis.call('HGET', KEYS[1], 'head') or 0) < tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 'head', ARGV[2])
end
redis.call('HSET', KEYS[1], 'n:' .. ARGV[1], 1)
for i = 3, #ARGV do redis.call('HSET', KEYS[1], 'p:' .. ARGV[i], 1) end
"""

FINISH = (
    _BOOT
    + r"""
-- KEYS meta log nodes mend refill; ARGV epoch grace_ms young_s: 'wait', 'done', or 'again'.
local mend = {}
local raw = redis.call('HGETALL', KEYS[4])
for i = 1, #raw, 2 do mend[raw[i]] = raw[i + 1] end
if mend['boot'] ~= boot then return 'again' end
local top = math.max(head, tonumber(mend['head']))
local time = redis.call('TIME')
local waited = time[1] * 1000 + math.floor(time[2] / 1000) - mend['since']
-- Who knows nothing of others waits, unless this Redis has been there for so long that all came.
local up = tonumber(string.match(server, 'uptime_in_seconds:(%d+)'))
local is_complete, is_followed = true, false
for name in pairs(mend) do
  if string.sub(name, 1, 2) == 'p:' then
    is_followed = true
    if not mend['n:' .. string.sub(name, 3)] then is_complete = false end
  end
end
if not is_followed and up < tonumber(ARGV[3]) then is_complete = false end
if not is_complete and waited < tonumber(ARGV[2]) then return 'wait' end
local old = redis.call('XRANGE', KEYS[2], '-', '+')
local entries, numbers = {}, {}
local flat = redis.call('HGETALL', KEYS[5])
for i = 1, #flat, 2 do
  numbers[#numbers + 1] = tonumber(flat[i])
  entries[tonumber(flat[i])] = flat[i + 1]
end
for _, entry in ipairs(old) do
  local seq = tonumber(string.match(entry[1], '^%d+'))
  if not entries[seq] then numbers[#numbers + 1] = seq end
  entries[seq] = entry[2][2]
end
table.sort(numbers)
redis.call('DEL', KEYS[2], KEYS[3], KEYS[4], KEYS[5])
for _, seq in ipairs(numbers) do
  local json, name = string.match(entries[seq], '^(.-)\n.-\n(.*)$')
  redis.call('XADD', KEYS[2], seq .. '-0', 'e', json .. '\n' .. ARGV[1] .. '\n' .. name)
  top = math.max(top, seq)
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'head', top, 'boot', boot)
return 'done'
"""
)

HERE = r"""
-- KEYS here; ARGV node count seconds: the sum of all nodes that said theirs lately.
local now = tonumber(redis.call('TIME')[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. now + ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[3])
local sum = 0
local nodes = redis.call('HGETALL', KEYS[1])
for i = 1, #nodes, 2 do
  local count, until_s = string.match(nodes[i + 1], '^(%d+) (%d+)$')
  if tonumber(until_s) < now then
    redis.call('HDEL', KEYS[1], nodes[i])
  else
    sum = sum + count
  end
end
return sum
"""

VOTE = r"""
-- KEYS voters tally; ARGV user option seconds
local before = redis.call('HGET', KEYS[1], ARGV[1])
if before ~= ARGV[2] then
  if before then redis.call('HINCRBY', KEYS[2], before, -1) end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('HINCRBY', KEYS[2], ARGV[2], 1)
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[3])
"""

SCRIPTS = (APPEND, READ, LOOK, CAME, FINISH, HERE, VOTE)
_SHA = {text: hashlib.sha1(text.encode()).hexdigest() for text in SCRIPTS}

Words = Sequence[str | bytes | int]


def evaluate(script: str, keys: Sequence[str], *arguments: str | bytes | int) -> Words:
    """Return the command that runs one of the scripts."""
    return ("EVALSHA", _SHA[script], len(keys), *keys, *arguments)


class Keys:
    """The names of one room's keys; all in one slot of a cluster."""

    def __init__(self, room: str) -> None:
        stem = f"{{chat:{room}}}:"
        self.meta = stem + "meta"
        self.log = stem + "log"
        self.nodes = stem + "nodes"
        self.mend = stem + "mend"
        self.refill = stem + "refill"
        self._id = stem + "id:"

    @property
    def all(self) -> tuple[str, str, str, str, str]:
        """Those that looking after a room needs."""
        return self.meta, self.log, self.nodes, self.mend, self.refill

    def id(self, name: str) -> str:
        """Return where the number of a name stands."""
        return self._id + name
