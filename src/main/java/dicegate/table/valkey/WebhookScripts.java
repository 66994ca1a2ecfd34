package dicegate.table.valkey;

/**
 * The sources of the scripts about webhooks.
 *
 * <p>The cursor of each webhook, as {@code hook:id}, and the lease, as node and the time until
 * which it is valid by the server's clock, are fields of the table's meta: so they expire with the
 * table, are discarded with it, and change in the same step as the policy. The tables that have
 * webhooks are listed in one set.
 */
final class WebhookScripts {

  /**
   * Gives each new webhook a cursor at {@code position}, and removes those of removed ones; for the
   * text of an expression with the ids, and the locals {@code table} and {@code position}.
   */
  static final String PLACE =
      """
        local hooks = {}
        for id in string.gmatch(%s or '', '%%S+') do
          hooks['hook:' .. id] = true
        end
        for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
          if string.sub(field, 1, 5) == 'hook:' then
            if hooks[field] then
              hooks[field] = false
            else
              redis.call('HDEL', KEYS[1], field)
            end
          end
        end
        if next(hooks) then
          redis.call('SADD', 'dicegate:webhooks', table)
        elseif table then
          redis.call('SREM', 'dicegate:webhooks', table)
        end
        for field, new in pairs(hooks) do
          if new then
            redis.call('HSET', KEYS[1], field, position)
          end
        end
      """;

  /* A table that has expired is found here, and removed from the list. */
  static final String TABLES =
      """
      local tables = redis.call('SMEMBERS', 'dicegate:webhooks')
      local live = {}
      for _, table in ipairs(tables) do
        if redis.call('HEXISTS', 'dicegate:{' .. table .. '}:meta', 'epoch') == 1 then
          live[#live + 1] = table
        else
          redis.call('SREM', 'dicegate:webhooks', table)
        end
      end
      return live
      """;

  static final String LEASE =
      """
      local fields = {}
      for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
        if string.sub(field, 1, 5) == 'hook:' then
          fields[#fields + 1] = field
        end
      end
      if #fields == 0 then
        redis.call('SREM', 'dicegate:webhooks', ARGV[3])
        redis.call('HDEL', KEYS[1], 'lease')
        return {}
      end
      local time = redis.call('TIME')
      local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
      local holder, till = string.match(redis.call('HGET', KEYS[1], 'lease') or '', '^(%S+) (%d+)$')
      if holder and holder ~= ARGV[1] and tonumber(till) > now then
        return {}
      end
      redis.call(
        'HSET', KEYS[1], 'lease', ARGV[1] .. ' ' .. string.format('%.0f', now + tonumber(ARGV[2])))
      local state = redis.call('HMGET', KEYS[1], 'epoch', 'head', 'policyAt')
      local answer = {state[1], state[2], state[3] or '0'}
      for _, field in ipairs(fields) do
        answer[#answer + 1] = string.sub(field, 6)
        answer[#answer + 1] = redis.call('HGET', KEYS[1], field)
      end
      return answer
      """;

  static final String PASS =
      """
      local holder = string.match(redis.call('HGET', KEYS[1], 'lease') or '', '^(%S+) ')
      local field = 'hook:' .. ARGV[2]
      if holder ~= ARGV[1]
          or redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[4]
          or redis.call('HEXISTS', KEYS[1], field) == 0 then
        return '0'
      end
      redis.call('HSET', KEYS[1], field, ARGV[3])
      return '1'
      """;

  static final String RELEASE =
      """
      local holder = string.match(redis.call('HGET', KEYS[1], 'lease') or '', '^(%S+) ')
      if holder ~= ARGV[1] then
        return '0'
      end
      redis.call('HDEL', KEYS[1], 'lease')
      return '1'
      """;

  private WebhookScripts() {}
}
