"""What somebody may write who means no good, or means nothing by it: markup, quotes that hide behind marks, addresses that run, formulas,
text that turns around, that breaks lines, that goes on for ever."""

SCRIPTS = [
    "<script>window.broken=1</script>",
    "<img src=x onerror=window.broken=1>",
    '"><svg onload=window.broken=1 xss=1>',
    "'><details open ontoggle=window.broken=1 xss=1>",
    "</title></textarea></style></script><img src=x onerror=window.broken=1>",
    "<iframe srcdoc='<script>parent.broken=1</script>'>",
    "javascript:window.broken=1",
    "JaVaScRiPt&colon;window.broken=1",
    "data:text/html,<script>window.broken=1</script>",
    "//evil.example/x",
    "&lt;script&gt;window.broken=1&lt;/script&gt;",
    "&#34; onfocus=window.broken=1 autofocus xss=1 &#34;",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "<!-- --!><img src=x onerror=window.broken=1>",
    "`onmouseover=window.broken=1`",
]

# A quote with a mark behind it is one character to people, and a quote to the browser.
MARKED = [
    f"a{quote}{mark} onfocus=window.broken=1 autofocus tabindex=1 xss=1 b={quote}"
    for quote in ('"', "'") for mark in ("\u0301", "\u200d", "\ufe0f", "\U000e0101")
] + ["<\u0301img src=x onerror=window.broken=1>", "<img\u0301 src=x onerror=window.broken=1>", "a>\u0301<b xss=1>"]

FORMULAS = ['=HYPERLINK("http://evil.example","x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0"]

SHAPES = [
    "\u202egnp.eciovni\u202c tfel ot thgir",
    "\u2067\u2066\u200f\u061c bidi",
    "one\r\nSet-Cookie: session=stolen\r\n\r\n<b xss=1>two",
    "line\u2028separator\u2029end\u0085",
    "Z\u0351\u036b\u0343a\u0329\u034f" * 30 + "lgo",
    "W" * 10_000,
    "\u4e2d" * 3_000,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 40,
    "nul\x00byte\x07\x1b[31m",
    " ",
    "%00%0d%0aSet-Cookie:a=b",
    "../../../../etc/passwd",
    "\\\" \\u003cscript\\u003e",
    "]]>",
    "null",
]

CORPUS = SCRIPTS + MARKED + FORMULAS + SHAPES


def short(text, size):
    """As much of it as a field takes, in bytes."""
    return text.encode()[:size].decode(errors="ignore")
