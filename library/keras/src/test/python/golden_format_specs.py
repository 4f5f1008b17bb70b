"""golden/format_specs.json: what Python's format() makes of numbers, null for an error; for the file names of ModelCheckpoint.

Needs no Keras. Left out is what has no use in file names and is refused here: the types b, c, o, x, X, and the flags z and #.
"""

import json
import pathlib
import platform

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"

INTS = [0, 1, 7, 12, -5, 1234, 1234567, -98765, 2**31 - 1]
FLOATS = [
    0.0, -0.0, 1.0, 0.5, 2.5, 0.125, 0.1, 1 / 3, -1 / 3, 12.0, 99.9999, 0.25349, 1234.5678, 999999.5, 1e5, 1e15, 1e16, 1.5e17, 1e-4,
    1e-5, 0.00012345, 3.0517578125e-05, -2.75e-7, 1.7976931348623157e308, 5e-324, 0.699999988079071, float("nan"), float("inf"),
    float("-inf"),
]
SPECS = """
5 03 02d >5 <5 ^5 *^7 =5 x=6 +d -d +05 <05 x<05 ^08d , 010, 08, 012,d +, _ 010_d n 5n 3d 1 0 00 -3 >-3 .3 .2d .0 .0f .2f .2% % .0% 10.1%
f F e E g G .3e .3E .0e .3g .0g .1g .10g .3G .17g .1 .2 .4 .16 .17 8.3f 08.3f +.2f *<12.2f 0=10.2f <010.2f >+10.3e ,.2f 015,.2f 014,.2f
_.1f .2n n010 s r y .f 5.. .2.f {5} ff d5 ++d ,n _n ,, 5, 012 012.4 +012e 020g ^20 ,.3 .15 + -.1f >>5 <<5 =>5 -^9 -->5
"""


def specs():
    return ["", " d", " 05", " .2f", " ^12.2f", "+ d", "  >9", *SPECS.split()]


def formatted(value, spec):
    try:
        return format(value, spec)
    except (ValueError, OverflowError):
        return None


def main():
    cases = [
        {"name": spec, "ints": [formatted(v, spec) for v in INTS], "floats": [formatted(v, spec) for v in FLOATS]}
        for spec in dict.fromkeys(specs())
    ]
    head = {"python": platform.python_version(), "ints": INTS, "floats": [repr(v) for v in FLOATS]}
    text = json.dumps(head)[:-1] + ',\n"cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "]}\n"
    (GOLDEN / "format_specs.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
