"""The module file itself: how big its parts are, and what loading it costs Envoy."""
import statistics

from machine import cpu_seconds, rss_mb

SECTIONS = {0: "custom", 1: "type", 3: "function", 6: "global", 10: "code", 11: "data"}


def describe(path):
    """Bytes of the whole and of its sections; None where there is no module."""
    if not path.exists():
        return None
    raw = path.read_bytes()
    sizes, at = {}, 8
    while at < len(raw):
        number = raw[at]
        at += 1
        size = shift = 0
        while True:
            byte = raw[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        name = SECTIONS.get(number, "other")
        sizes[name] = sizes.get(name, 0) + size
        at += size
    return {"bytes": len(raw), "sections": sizes}


def starts(site, names, times):
    """CPU and time from start to the first answer, and memory then, of Envoy with each module and without."""
    rows = {}
    for _ in range(times):
        for name in names:
            if name in ("direct", "aigw") or (name.endswith("+rls")):
                continue
            peer = site.peer(name)
            if peer is None:
                continue
            peer.start()
            try:
                peer.started()
                rows.setdefault(name, []).append((cpu_seconds(peer.pids), rss_mb(peer.pids)))
            finally:
                peer.stop()
    return {name: {"cpu_ms": statistics.median(c for c, _ in found) * 1000,
                   "rss_mb": statistics.median(m for _, m in found)} for name, found in rows.items()}
