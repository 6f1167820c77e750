"""Assembles the no-op Wasm module: every callback answers at once, so what it costs is what Wasm itself costs."""
import sys

I32, VOID = 0x7F, None


def leb(n):
    out = bytearray()
    while True:
        out.append((n & 0x7F) | (0x80 if n > 0x7F else 0))
        n >>= 7
        if not n:
            return bytes(out)


def vec(items):
    return leb(len(items)) + b"".join(items)


def section(number, body):
    return bytes([number]) + leb(len(body)) + body


def name(text):
    return leb(len(text)) + text.encode()


def const(n):
    """A body that returns a small number."""
    return b"\x00\x41" + bytes([n]) + b"\x0b"


NOTHING = b"\x00\x0b"
# A bump allocator over 64 pages that starts again at its end: the host frees nothing, a filter that reads nothing
# keeps nothing. global 0 = next free byte.
ALLOCATE = (
    b"\x01\x01\x7f"  # local 1
    + b"\x23\x00\x21\x01"  # local1 = next
    + b"\x20\x01\x20\x00\x6a\x41\x07\x6a\x41\x78\x71\x24\x00"  # next = (local1 + size + 7) & -8
    + b"\x23\x00\x41\x80\x80\x80\x02\x4b\x04\x40\x41\x10\x24\x00\x0b"  # if next > 4 MiB: next = 16
    + b"\x20\x01\x0b"
)

# export, parameters, result, body
FUNCTIONS = [
    ("proxy_abi_version_0_2_1", 0, VOID, NOTHING),
    ("proxy_on_memory_allocate", 1, I32, ALLOCATE),
    ("proxy_on_vm_start", 2, I32, const(1)),
    ("proxy_on_configure", 2, I32, const(1)),
    ("proxy_on_context_create", 2, VOID, NOTHING),
    ("proxy_on_request_headers", 3, I32, const(0)),
    ("proxy_on_request_body", 3, I32, const(0)),
    ("proxy_on_response_headers", 3, I32, const(0)),
    ("proxy_on_response_body", 3, I32, const(0)),
    ("proxy_on_done", 1, I32, const(1)),
    ("proxy_on_log", 1, VOID, NOTHING),
    ("proxy_on_delete", 1, VOID, NOTHING),
]


def module():
    types = [
        b"\x60" + vec([bytes([I32])] * parameters) + vec([bytes([result])] if result else [])
        for _, parameters, result, _ in FUNCTIONS
    ]
    exports = [name(n) + b"\x00" + leb(i) for i, (n, _, _, _) in enumerate(FUNCTIONS)]
    exports.append(name("memory") + b"\x02\x00")
    return b"".join([
        b"\0asm\1\0\0\0",
        section(1, vec(types)),
        section(3, vec([leb(i) for i in range(len(FUNCTIONS))])),
        section(5, vec([b"\x00" + leb(65)])),
        section(6, vec([b"\x7f\x01\x41\x10\x0b"])),
        section(7, vec(exports)),
        section(10, vec([leb(len(body)) + body for _, _, _, body in FUNCTIONS])),
    ])


if __name__ == "__main__":
    with open(sys.argv[1], "wb") as out:
        out.write(module())
