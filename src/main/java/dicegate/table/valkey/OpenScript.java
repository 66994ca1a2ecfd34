package dicegate.table.valkey;

/**
 * The source of {@link Script#OPEN}, which creates tables within the limits of {@link
 * dicegate.table.log.TableQuota}.
 *
 * <p>The store lists the tables of each owner, by the time until which each is known to live. The
 * tables themselves expire; their places in the lists are removed when a later call finds that they
 * are gone, a few each time. A table rests if no node reports members at it; the one whose life
 * ends first has rested longest.
 */
final class OpenScript {

  /** Tables that are in the lists, of all owners. */
  static final int MAX_TABLES = 100_000;

  /** Names that are reserved, of all owners. */
  static final int MAX_RESERVED = 100_000;

  /* At most 256 tables of one owner, and 8 owners, are looked at in one call, which takes the server
  some milliseconds: an owner without a limit may have any number. */
  static final String SOURCE =
      """
      local found = redis.call(
        'HMGET', KEYS[1], 'epoch', 'verifier', 'head', 'tag', 'policy', 'policyAt')
      if found[1] then
        return {found[1], found[2], found[3], found[4], found[5] or '', found[6] or '0'}
      end
      local verifier, owner, table, seconds = ARGV[2], ARGV[4], ARGV[5], tonumber(ARGV[3])
      local own, total, reservable = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
      local reserved, reserver = string.match(redis.call('GET', KEYS[3]) or '', '^(%S+) (%S*)$')
      if reserved and reserved ~= verifier then
        return {'', reserved, '0', '', '', '0'}
      end
      owner = reserver or owner
      if ARGV[9] ~= '' then
        return {ARGV[9]}
      end
      local now = tonumber(redis.call('TIME')[1])
      local ALL, OWNERS, RESERVED = 'dicegate:tables', 'dicegate:owners', 'dicegate:reserved'

      local function key(name, part)
        return 'dicegate:{' .. name .. '}:' .. part
      end
      local function listOf(one)
        return 'dicegate:tables:' .. one
      end
      local function reservedOf(one)
        return 'dicegate:reserved:' .. one
      end
      local function count(one)
        local left = redis.call('ZCARD', listOf(one))
        if left == 0 then
          redis.call('ZREM', OWNERS, one)
        else
          redis.call('ZADD', OWNERS, left, one)
        end
        return left
      end
      local function list(one, name, till)
        redis.call('ZADD', listOf(one), till, name)
        redis.call('ZADD', ALL, till, one .. ' ' .. name)
      end
      local function unlist(one, name)
        redis.call('ZREM', listOf(one), name)
        redis.call('ZREM', ALL, one .. ' ' .. name)
        count(one)
      end
      local function check(one, name)
        local left = redis.call('TTL', key(name, 'meta'))
        if left < 0 then
          unlist(one, name)
          return nil
        end
        list(one, name, now + left)
        return left
      end
      local function longestRested(one)
        local rested, least
        for _, name in ipairs(redis.call('ZRANGE', listOf(one), 0, 255)) do
          local left = check(one, name)
          if left and (not least or left < least) and redis.call('EXISTS', key(name, 'who')) == 0 then
            rested, least = name, left
          end
        end
        return rested
      end
      local function giveUp(one, name)
        redis.call('ZREM', reservedOf(one), name)
        redis.call('ZREM', RESERVED, one .. ' ' .. name)
        redis.call('DEL', key(name, 'was'))
      end
      local function reserve(one, name, keys)
        redis.call('SET', key(name, 'was'), keys .. ' ' .. one, 'EX', seconds)
        redis.call('ZADD', reservedOf(one), now, name)
        redis.call('EXPIRE', reservedOf(one), seconds)
        redis.call('ZADD', RESERVED, now, one .. ' ' .. name)
        if one ~= '' and redis.call('ZCARD', reservedOf(one)) > own then
          giveUp(one, redis.call('ZRANGE', reservedOf(one), 0, 0)[1])
        end
        if redis.call('ZCARD', RESERVED) > reservable then
          giveUp(string.match(redis.call('ZRANGE', RESERVED, 0, 0)[1], '^(%S*) (.*)$'))
        end
      end
      local function evict(one, name)
        reserve(one, name, redis.call('HGET', key(name, 'meta'), 'verifier'))
        redis.call('DEL', key(name, 'meta'), key(name, 'rolls'), key(name, 'kept'))
        unlist(one, name)
      end

      for _, listed in ipairs(redis.call('ZRANGEBYSCORE', ALL, 0, now, 'LIMIT', 0, 16)) do
        check(string.match(listed, '^(%S*) (.*)$'))
      end
      local evicted = '0'
      if owner ~= '' and redis.call('ZCARD', listOf(owner)) >= own then
        local rested = longestRested(owner)
        if redis.call('ZCARD', listOf(owner)) >= own then
          if not rested then
            return {'owner'}
          end
          evict(owner, rested)
          evicted = '1'
        end
      end
      if redis.call('ZCARD', ALL) >= total then
        for _, one in ipairs(redis.call('ZREVRANGE', OWNERS, 0, 7)) do
          local rested = longestRested(one)
          if redis.call('ZCARD', ALL) < total then
            break
          end
          if rested then
            evict(one, rested)
            evicted = '1'
            break
          end
        end
        if redis.call('ZCARD', ALL) >= total then
          return {'full'}
        end
      end
      if reserved then
        giveUp(owner, table)
      end
      redis.call('DEL', KEYS[2])
      redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'verifier', verifier, 'head', '0', 'tag', '')
      if ARGV[10] ~= '' then
        redis.call('HSET', KEYS[1], 'policy', ARGV[10])
      end
      if (ARGV[11] or '') ~= '' then
        local position = ARGV[1] .. ':0:'
      """
          + WebhookScripts.PLACE.formatted("ARGV[11]")
          + """
      end
      redis.call('EXPIRE', KEYS[1], seconds)
      list(owner, table, now + seconds)
      count(owner)
      return {ARGV[1], verifier, '0', '', ARGV[10], '0', evicted}
      """;

  private OpenScript() {}
}
