package dicegate.table.valkey;

/**
 * The scripts of the bus. Each runs atomically on the server, which decides their order.
 *
 * @see <a href="https://valkey.io/topics/eval-intro/">Scripting with Lua</a>
 */
enum Script {

  /**
   * Finds or creates a table. KEYS meta, rolls, reservation; ARGV epoch, verifier, seconds to live,
   * owner, table, tables of an owner, tables in all, reserved names in all, the refusal if it would
   * have to be created, or empty, the policy with which it is created, or empty for that of a new
   * table, and the ids of its webhooks. Answers epoch, verifier, head, tag, policy, the policy's
   * offset, and if it is created the number of tables that were discarded to make room; the epoch
   * is empty if the name is reserved for other keys. Answers a refusal alone: {@code memory} as
   * given, {@code owner} or {@code full}.
   */
  OPEN(OpenScript.SOURCE),

  /**
   * Finds a table. KEYS meta. Answers as {@link #OPEN} does, or an empty list if there is no such
   * table.
   */
  FIND(
      """
      local found = redis.call(
        'HMGET', KEYS[1], 'epoch', 'verifier', 'head', 'tag', 'policy', 'policyAt')
      if not found[1] then
        return {}
      end
      return {found[1], found[2], found[3], found[4], found[5] or '', found[6] or '0'}
      """),

  /**
   * Appends an entry once. KEYS meta, rolls, idempotency key; ARGV body, tag, entries to keep,
   * seconds to live, seconds to remember the key, channel, bytes to keep, the longest body
   * accepted; for an act also the offset of the policy that it is based on, the new policy, its
   * verifier, 1 if all earlier entries are discarded, the table, the ids of the policy's webhooks,
   * and the most tables with webhooks. Answers {@code made, offset}, or {@code known, offset, tag,
   * body} if the key was used, {@code gone} if its entry is no longer kept, {@code none} if there
   * is no such table, {@code large} if the body is too long, {@code hooks} if too many tables have
   * webhooks, {@code stale, verifier, policy, offset} if another act has changed the policy.
   *
   * <p>The size of the history is stored with the offset up to which it was counted. If an older
   * version, which does not count, has published since then, it is counted again.
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
      if #ARGV[1] > tonumber(ARGV[8]) then
        return {'large'}
      end
      local act = ARGV[9]
      if act then
        local rules = redis.call('HMGET', KEYS[1], 'verifier', 'policy', 'policyAt')
        if (rules[3] or '0') ~= act then
          return {'stale', rules[1], rules[2] or '', rules[3] or '0'}
        end
        if (ARGV[14] or '') ~= ''
            and redis.call('SISMEMBER', 'dicegate:webhooks', ARGV[13]) == 0
            and redis.call('SCARD', 'dicegate:webhooks') >= tonumber(ARGV[15]) then
          return {'hooks'}
        end
      end
      local before, sized = redis.call('HGET', KEYS[1], 'head'), redis.call('HGET', KEYS[1], 'size')
      local at, bytes = string.match(sized or '', '^(%d+) (%d+)$')
      bytes = tonumber(bytes or 0)
      if at ~= before then
        bytes = 0
        for _, kept in ipairs(redis.call('XRANGE', KEYS[2], '-', '+')) do
          bytes = bytes + #kept[2][4]
        end
      end
      local offset = string.format('%.0f', redis.call('HINCRBY', KEYS[1], 'head', 1))
      redis.call('HSET', KEYS[1], 'tag', ARGV[2])
      if act then
        redis.call('HSET', KEYS[1], 'policy', ARGV[10], 'policyAt', offset, 'verifier', ARGV[11])
        if ARGV[12] == '1' then
          redis.call('DEL', KEYS[2])
          bytes = 0
        end
        local table, position = ARGV[13], epoch .. ':' .. offset .. ':' .. ARGV[2]
"""
          + WebhookScripts.PLACE.formatted("ARGV[14]")
          + """
      end
      redis.call('XADD', KEYS[2], offset .. '-0', 't', ARGV[2], 'e', ARGV[1])
      bytes = bytes + #ARGV[1]
      local entries = redis.call('XLEN', KEYS[2])
      while entries > tonumber(ARGV[3]) or (bytes > tonumber(ARGV[7]) and entries > 1) do
        local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
        redis.call('XDEL', KEYS[2], oldest[1])
        bytes = bytes - #oldest[2][4]
        entries = entries - 1
      end
      redis.call('HSET', KEYS[1], 'size', offset .. ' ' .. string.format('%.0f', bytes))
      redis.call('SET', KEYS[3], offset .. ' ' .. epoch, 'EX', ARGV[5])
      redis.call('EXPIRE', KEYS[1], ARGV[4])
      redis.call('EXPIRE', KEYS[2], ARGV[4])
      redis.call('PUBLISH', ARGV[6], 'r ' .. offset .. ' ' .. ARGV[2] .. '\\n' .. ARGV[1])
      return {'made', offset}
      """),

  /**
   * Reads from an offset on. KEYS meta, rolls; ARGV from, count, bytes. Answers epoch, entries, and
   * 1 if newer entries are left.
   */
  READ(
      """
      local epoch = redis.call('HGET', KEYS[1], 'epoch')
      if not epoch then
        return {'', {}, '0'}
      end
      local page, start = {}, ARGV[1] .. '-0'
      """
          + PagePart.FILL.formatted("'XRANGE', KEYS[2], start, '+'")),

  /**
   * Reads the newest before an offset. KEYS meta, rolls; ARGV the offset, or empty for all; count,
   * bytes. Answers epoch, entries, the newest first, and 1 if older entries are left.
   */
  NEWEST(
      """
      local epoch = redis.call('HGET', KEYS[1], 'epoch')
      if not epoch then
        return {'', {}, '0'}
      end
      local page, start = {}, '+'
      if ARGV[1] ~= '' then
        start = '(' .. ARGV[1] .. '-0'
      end
      """
          + PagePart.FILL.formatted("'XREVRANGE', KEYS[2], start, '-'")),

  /**
   * Reports the members on a node. KEYS meta, rolls, who, kept seats; ARGV node, members, seconds
   * that a report is valid, seconds that the table lives, channel, ids of members who are gone,
   * seconds that a seat is kept, the most seats kept. Answers the members on each node, and the ids
   * of kept seats. A report that has expired by the server's clock is removed by the next call.
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
      redis.call('EXPIRE', KEYS[1], ARGV[4])
      redis.call('EXPIRE', KEYS[2], ARGV[4])
      if changed or before ~= ARGV[2] then
        redis.call('PUBLISH', ARGV[5], 'w')
      end
      for id in string.gmatch(ARGV[6], '[^\\n]+') do
        redis.call('ZADD', KEYS[4], now + tonumber(ARGV[7]), id)
      end
      for id in string.gmatch(ARGV[2] .. '\\n', '([^\\t\\n]+)\\t[^\\n]*\\n') do
        redis.call('ZREM', KEYS[4], id)
      end
      redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now)
      redis.call('ZREMRANGEBYRANK', KEYS[4], 0, -1 - tonumber(ARGV[8]))
      redis.call('EXPIRE', KEYS[4], ARGV[7])
      return {there, redis.call('ZRANGE', KEYS[4], 0, -1)}
      """),

  /** Lists the tables with webhooks. No KEYS, no ARGV. Answers their names. */
  WEBHOOK_TABLES(WebhookScripts.TABLES),

  /**
   * Takes or renews the lease of a table's webhooks. KEYS meta; ARGV node, milliseconds that it is
   * valid, table. Answers epoch, head, the policy's offset, and each webhook's id and position; an
   * empty list if another node has the lease, or there are no webhooks.
   */
  LEASE(WebhookScripts.LEASE),

  /**
   * Records how far a webhook is delivered, if this node has the lease. KEYS meta; ARGV node, id,
   * position, epoch. Answers 1 if it is recorded.
   */
  PASS(WebhookScripts.PASS),

  /** Gives a lease back. KEYS meta; ARGV node. Answers 1 if this node had it. */
  RELEASE(WebhookScripts.RELEASE),

  /** Reads the memory used and its limit, in bytes, 0 for none. No KEYS, no ARGV. */
  MEMORY(
      """
      local info = redis.call('INFO', 'memory')
      return {string.match(info, 'used_memory:(%d+)'), string.match(info, 'maxmemory:(%d+)')}
      """);

  /** The end of the scripts that read a page. */
  private static final class PagePart {

    /**
     * Fills the page. The entries are read a few at a time, so that no call takes much more than a
     * page has, however long the entries are. Takes a command without its count.
     */
    static final String FILL =
        """
        local left, bytes = tonumber(ARGV[2]), tonumber(ARGV[3])
        while true do
          local read = redis.call(%s, 'COUNT', math.min(left + 1, 32))
          for _, entry in ipairs(read) do
            if left == 0 or bytes <= 0 then
              return {epoch, page, '1'}
            end
            page[#page + 1] = entry
            left = left - 1
            bytes = bytes - #entry[2][4]
          end
          if #read == 0 then
            return {epoch, page, '0'}
          end
          start = '(' .. read[#read][1]
        end
        """;

    private PagePart() {}
  }

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
