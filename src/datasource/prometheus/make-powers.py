#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the table of 128-bit powers of five that decimal conversion multiplies with.

D. Lemire, "Number Parsing at a Gigabyte per Second" (2021), section 5: for q >= 0 the leading
128 bits of 5^q, truncated; for q < 0 those of 2^b / 5^-q, rounded up.

usage: make-powers.py OUT
"""
import sys

SMALLEST, LARGEST = -342, 308


def leading_bits(q):
    if q >= 0:
        power = 5**q
        shift = 128 - power.bit_length()
        return power << shift if shift >= 0 else power >> -shift
    power = 5**-q
    bits = power.bit_length() if power & (power - 1) else power.bit_length() - 1
    scale = bits + 127 if q >= -27 else 2 * bits + 128
    quotient = 2**scale // power + 1
    return quotient >> max(quotient.bit_length() - 128, 0)


with open(sys.argv[1], "w") as out:
    out.write("/* Written by make-powers.py. */\n\n")
    for q in range(SMALLEST, LARGEST + 1):
        value = leading_bits(q)
        assert value.bit_length() == 128
        out.write("{ 0x%016x, 0x%016x }, /* %d */\n" % (value >> 64, value & (2**64 - 1), q))
