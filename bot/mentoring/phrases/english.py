"""The English words of time, by what they are; the codes are those that `grammar` matches."""

from bot.mentoring.phrases.lexicon import lexicon, words

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT = ("mon", "tue tues", "wed weds wensday wendsday wendesday wedensday", "thu thur thurs", "fri", "sat", "sun")
MONTHS = words("january february march april may june july august september october november december")
ONES = words("one two three four five six seven eight nine")
TEENS = words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}
ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

NUMBERS = dict(enumerate(ONES + TEENS, start=1)) | TENS | {0: "oh, zero, hundred, oh oh"}
for _ten, _name in TENS.items():
    NUMBERS |= {_ten + one: f"{_name} {word}" for one, word in enumerate(ONES, start=1)}
for _one, _name in enumerate(ONES, start=1):
    NUMBERS[_one] = f"{_name}, oh {_name}"

NTH = dict(enumerate(ORDINALS, start=1)) | {30: "thirtieth", 31: "thirty first"}
NTH |= {20 + one: f"twenty {name}" for one, name in enumerate(ORDINALS[:9], start=1)}

ENGLISH = lexicon(
    {
        "W": {i: ", ".join([day, *SHORT[i].split()]) for i, day in enumerate(DAYS)},
        "P": {i: f"{day}s" for i, day in enumerate(DAYS)},
        "Y": {0: "yesterday, day before yesterday, the day before yesterday, last night, previous"},
        "M": {i: f"{name}, {name[:3]}" for i, name in enumerate(MONTHS, start=1)} | {9: "september, sep, sept"},
        # Days with a name, as month and day.
        "C": {
            101: "new year, new year's day, new years day, new year's, new years",
            1224: "christmas eve, xmas eve",
            1225: "christmas, christmas day, xmas",
            1226: "boxing day",
            1231: "new year's eve, new years eve",
        },
        "w": NUMBERS,
        "g": {1: "a, an"},
        "o": NTH,
        "5": {90: "one and a half", 150: "two and a half"},
        "h": {30: "half, half an"},
        "k": {15: "quarter, quarters, a quarter"},
        "u": {1: "past, after"},
        "t": {0: "to"},
        "b": {0: "till, til, before"},
        "f": {0: "of"},
        "I": {0: "in"},
        "m": {1: "minute, minutes, min, mins"},
        "H": {60: "hour, hours, hr, hrs"},
        "d": {1: "day, days"},
        "U": {7: "week, weeks, wk, wks", 14: "fortnight, fortnights"},
        "O": {1: "month, months"},
        "R": {
            0: "today",
            1: "tomorrow, tommorow, tomorow, tommorrow, tmrw, tmr, tmw, tomo, tomoz",
            2: "day after tomorrow, the day after tomorrow, overmorrow",
        },
        "T": {0: "this morning", 2: "this afternoon", 3: "this evening, tonight, tonite"},
        "A": {
            0: "morning, in the morning",
            2: "afternoon, in the afternoon",
            3: "evening, in the evening",
            4: "night, at night",
        },
        "B": {
            1: "weekdays, on weekdays, every weekday, each weekday, workdays",
            2: "every day, daily, each day, everyday",
        },
        "V": {0: "weekend"},
        "a": {1: "am", 2: "pm"},
        "N": {12: "noon, midday, mid day"},
        "Z": {0: "midnight"},
        "e": {1: "every, each"},
        "E": {2: "every other, each other, alternate, alternating"},
        "K": {1: "weekly, once a week", 2: "fortnightly, once a fortnight"},
        "L": {1: "monthly, once a month, of the month, in the month"},
        "j": {1: "next"},
        "y": {0: "this"},
        "s": {-1: "last"},
        "|": {0: "or"},
        "&": {0: "and"},
        "F": {0: "from, starting, starting from, starting on, beginning, beginning on"},
        "G": {0: "from now"},
        "J": {0: "ago"},
        "@": {0: "at"},
        "~": {0: "around, about, roughly, approx, approximately, circa"},
        "p": {0: "on, for, coming, this coming, the coming, upcoming"},
        "z": {0: "the"},
        "S": {0: "ish"},
        "X": {0: "o'clock, oclock, o clock, h"},
        "_": {
            0: "how about, what about, let's say, lets say, let's do, lets do, let's meet, lets meet, let's go for"
            ", see you, please, thanks, thank you, yes, ok, okay, hi, hello, can we do, can we say, could we do"
            ", can we meet, could we meet, shall we say, shall we do, shall we meet, maybe, perhaps, i can do"
            ", we can do, we can meet, i can, works, works for me, is good, is fine, is good for me, meet, meeting"
            ", we meet, say, sounds good, great, my suggestion is"
        },
    },
    forgiven=[*DAYS, "tomorrow", *(month for month in MONTHS if len(month) > 5)],
)
