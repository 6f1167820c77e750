#!/usr/bin/env python3
"""Writes classes.txt: the character classes of the two pre-tokenizer patterns, from Unicode 16.

    pip download --no-deps unicodedata2==16.0.0
    python3 -m zipfile -e unicodedata2*.whl ud && PYTHONPATH=ud python3 classes.py > classes.txt

A line is `first last class` in hexadecimal: U upper or title case letter, L lower case letter,
O modifier or other letter, M mark, N number, S white space, R carriage return or line feed.
What is not named is "other". tiktoken's regex engine has Unicode 16; a JDK 17 has Unicode 13.
"""
import unicodedata2 as ud

assert ud.unidata_version == "16.0.0"
KIND = {"Lu": "U", "Lt": "U", "Ll": "L", "Lm": "O", "Lo": "O", "Mn": "M", "Mc": "M", "Me": "M", "Nd": "N", "Nl": "N", "No": "N"}
SPACE = {0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x20, 9, 11, 12} | set(range(0x2000, 0x200B))


def kind(cp):
    if cp in (10, 13):
        return "R"
    return "S" if cp in SPACE else KIND.get(ud.category(chr(cp)))


print("# Character classes from Unicode 16.0.0 (Unicode License v3, see NOTICE); written by classes.py.")
first, current = 0, None
for cp in range(0x110001):
    now = kind(cp) if cp < 0x110000 else None
    if now != current:
        if current:
            print(f"{first:x} {cp - 1:x} {current}")
        first, current = cp, now
