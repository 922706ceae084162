"""The codes by which people name tasks: base 32, a hyphen, a check character (D. Crockford, “Base 32”)."""

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = DIGITS + "*~$=U"


def code_of(number):
    digits, rest = "", number
    while rest:
        digits = DIGITS[rest % 32] + digits
        rest //= 32
    return f"{digits:0>3}-{CHECKS[number % 37]}"


def number_of(code):
    number = 0
    for digit in code.split("-")[0]:
        number = number * 32 + DIGITS.index(digit)
    return number
