"""Which network addresses may be connected to: those of the public internet, whatever form they are written in.

The library's own `is_global` is not enough: it takes 64:ff9b::7f00:1 and 2002:7f00:1:: (both are 127.0.0.1 in
disguise), 224.0.0.1 and 192.0.0.8 for global. So an IPv6 address that carries an IPv4 address is judged by that, and
of IPv6 only 2000::/3 is public. The blocks are those of IANA's registries of special-purpose addresses:
https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
"""

from __future__ import annotations

import ipaddress
from typing import Literal, NamedTuple

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Reach(NamedTuple):
    """Whose an address is: everybody's, the own network's, or nobody's that holds news; and what it is."""

    kind: Literal["public", "private", "never"]
    what: str


_PRIVATE = {
    "10.0.0.0/8": "a private network",
    "100.64.0.0/10": "a provider's inner network",
    "127.0.0.0/8": "this machine",
    "172.16.0.0/12": "a private network",
    "192.168.0.0/16": "a private network",
    "198.18.0.0/15": "a network for measurements",
    "::1/128": "this machine",
    "fc00::/7": "a private network",
}
_NEVER = {
    "0.0.0.0/8": "no address of a server",
    "168.63.129.16/32": "a cloud's own services",  # Azure's; a public address that only virtual machines reach
    "169.254.0.0/16": "link-local, where clouds keep credentials",
    "192.0.0.0/24": "reserved for protocols",
    "192.0.2.0/24": "reserved for examples",
    "192.88.99.0/24": "a relay to IPv6",
    "198.51.100.0/24": "reserved for examples",
    "203.0.113.0/24": "reserved for examples",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
    "::/128": "no address of a server",
    "64:ff9b:1::/48": "a translation inside a network",
    "2001::/23": "reserved for protocols",
    "2001:db8::/32": "reserved for examples",
    "3fff::/20": "reserved for examples",
    "fe80::/10": "link-local",
    "ff00::/8": "multicast",
}
_BLOCKS: tuple[tuple[_Network, Reach], ...] = (
    *((ipaddress.ip_network(block), Reach("private", what)) for block, what in _PRIVATE.items()),
    *((ipaddress.ip_network(block), Reach("never", what)) for block, what in _NEVER.items()),
)
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def reach_of(address: str) -> Reach:
    """Whose the address is; what is no address at all is nobody's."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return Reach("never", "not an address")
    if getattr(parsed, "scope_id", None) is not None:
        return Reach("never", "bound to one network card")
    return _reach(parsed)


def _reach(address: _Address) -> Reach:
    if isinstance(address, ipaddress.IPv6Address) and (inner := _inner(address)) is not None:
        reach = _reach(inner)
        return Reach(reach.kind, f"{inner} in disguise: {reach.what}")
    for block, reach in _BLOCKS:
        if address.version == block.version and address in block:
            return reach
    if isinstance(address, ipaddress.IPv6Address) and address not in _PUBLIC_V6:
        return Reach("never", "not of the public internet")
    return Reach("public", "public") if address.is_global else Reach("never", "not of the public internet")


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that is meant in the end: mapped, translated (NAT64, SIIT), 6to4, ISATAP."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    number = int(address)
    if address in _NAT64 or address in _TRANSLATED or (number >> 32) & 0xFFFFFFFF in _ISATAP:
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return None
