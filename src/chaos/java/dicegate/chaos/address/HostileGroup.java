package dicegate.chaos.address;

/**
 * Hostile connections of one address that do the same.
 *
 * @param address their address, one of loopback's
 */
record HostileGroup(String address, int connections, HostileScript script) {}
