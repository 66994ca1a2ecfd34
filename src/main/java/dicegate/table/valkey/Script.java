package dicegate.table.valkey;

/**
 * The scripts of the bus. Each runs atomically on the server, which decides their order.
 *
 * @see <a href="https://valkey.io/topics/eval-intro/">Scripting with Lua</a>
 */
enum Script {

  /**
   * Finds or creates a table. KEYS meta, rolls; ARGV epoch, verifier, seconds to live. Answers
   * epoch, verifier, head, tag.
   */
  OPEN(
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then
        redis.call('DEL', KEYS[2])
        redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'verifier', ARGV[2], 'head', '0', 'tag', '')
        redis.call('EXPIRE', KEYS[1], ARGV[3])
      end
      return redis.call('HMGET', KEYS[1], 'epoch', 'verifier', 'head', 'tag')
      """),

  /**
   * Appends a roll once. KEYS meta, rolls, idempotency key; ARGV body, tag, entries to keep,
   * seconds to live, seconds to remember the key, channel. Answers {@code made, offset}, or {@code
   * known, offset, tag, body} if the key was used, {@code gone} if its entry is no longer kept,
   * {@code none} if there is no such table.
   *
   * <p>A key is stored with the epoch in which it was used: a key lives 150 s, a table without
   * members may live only 60, and in the table's next life the offset belongs to another roll.
   */
  PUBLISH(
      """
      local epoch = redis.call('HGET', KEYS[1], 'epoch')
      if not epoch then
        return {'none'}
      end
      local known, life = string.match(redis.call('GET', KEYS[3]) or '', '^(%d+) (.*)$')
      if life == epoch then
        local found = redis.call('XRANGE', KEYS[2], known .. '-0', known .. '-0')
        if #found == 0 then
          return {'gone'}
        end
        return {'known', known, found[1][2][2], found[1][2][4]}
      end
      local offset = string.format('%.0f', redis.call('HINCRBY', KEYS[1], 'head', 1))
      redis.call('HSET', KEYS[1], 'tag', ARGV[2])
      redis.call('XADD', KEYS[2], 'MAXLEN', '=', ARGV[3], offset .. '-0', 't', ARGV[2], 'e', ARGV[1])
      redis.call('SET', KEYS[3], offset .. ' ' .. epoch, 'EX', ARGV[5])
      redis.call('EXPIRE', KEYS[1], ARGV[4])
      redis.call('EXPIRE', KEYS[2], ARGV[4])
      redis.call('PUBLISH', ARGV[6], 'r ' .. offset .. ' ' .. ARGV[2] .. '\\n' .. ARGV[1])
      return {'made', offset}
      """),

  /** Reads from an offset on. KEYS meta, rolls; ARGV from, count. Answers epoch, entries. */
  READ(
      """
      local epoch = redis.call('HGET', KEYS[1], 'epoch')
      if not epoch then
        return {'', {}}
      end
      return {epoch, redis.call('XRANGE', KEYS[2], ARGV[1] .. '-0', '+', 'COUNT', ARGV[2])}
      """),

  /** Reads the newest. KEYS meta, rolls; ARGV count. Answers epoch, entries, the newest first. */
  NEWEST(
      """
      local epoch = redis.call('HGET', KEYS[1], 'epoch')
      if not epoch then
        return {'', {}}
      end
      return {epoch, redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', ARGV[1])}
      """),

  /**
   * Reports the members on a node. KEYS meta, rolls, who; ARGV node, members, seconds that a report
   * is valid, seconds that a table with rolls lives, and one without, channel. Answers the members
   * on each node. A report that has expired by the server's clock is removed by the next call.
   */
  PRESENT(
      """
      local now = tonumber(redis.call('TIME')[1])
      local reports = redis.call('HGETALL', KEYS[3])
      local there = {}
      local before = ''
      local changed = false
      for i = 1, #reports, 2 do
        local till, members = string.match(reports[i + 1], '^(%d+)\\n(.*)$')
        if reports[i] == ARGV[1] then
          before = members or ''
        elseif not till or tonumber(till) < now then
          redis.call('HDEL', KEYS[3], reports[i])
          changed = true
        else
          there[#there + 1] = members
        end
      end
      if ARGV[2] == '' then
        redis.call('HDEL', KEYS[3], ARGV[1])
      else
        redis.call('HSET', KEYS[3], ARGV[1], (now + tonumber(ARGV[3])) .. '\\n' .. ARGV[2])
        redis.call('EXPIRE', KEYS[3], 4 * tonumber(ARGV[3]))
        there[#there + 1] = ARGV[2]
      end
      local head = redis.call('HGET', KEYS[1], 'head')
      if head then
        local seconds = head == '0' and ARGV[5] or ARGV[4]
        redis.call('EXPIRE', KEYS[1], seconds)
        redis.call('EXPIRE', KEYS[2], seconds)
      end
      if changed or before ~= ARGV[2] then
        redis.call('PUBLISH', ARGV[6], 'w')
      end
      return there
      """);

  /** The notification of a change of presence, sent by {@link #PRESENT}. */
  static final String PRESENCE_NOTICE = "w";

  private final String source;

  Script(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }
}
