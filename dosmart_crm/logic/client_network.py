"""Who counts as one visitor for a limit per address."""

from ipaddress import IPv6Address, ip_address, ip_network


def client_network(address):
    """Return the network of one visitor: the IPv4 address, or the /64 that an IPv6 line gets.

    >>> client_network("203.0.113.7")
    '203.0.113.7'
    >>> client_network("::ffff:203.0.113.7")
    '203.0.113.7'
    >>> client_network("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    >>> client_network("unix:")
    'unix:'
    >>> client_network(None)
    ''
    """
    try:
        found = ip_address(address or "")
    except ValueError:
        return address or ""
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), 64), strict=False))
