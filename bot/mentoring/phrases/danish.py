"""The Danish words of time, by what they are; the codes are those that `grammar` matches."""

from bot.mentoring.phrases.lexicon import lexicon, words

DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
SHORT = ("man", "tir tirs", "ons", "tor tors", "fre", "lør", "søn")
MONTHS = words("januar februar marts april maj juni juli august september oktober november december")
ONES = words("nul et to tre fire fem seks syv otte ni")
TEENS = words("ti elleve tolv tretten fjorten femten seksten sytten atten nitten")
TENS = {20: "tyve", 30: "tredive", 40: "fyrre", 50: "halvtreds"}
ORDINALS = words(
    "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende "
    "femtende sekstende syttende attende nittende tyvende"
)

NUMBERS = dict(enumerate(ONES[2:] + TEENS, start=2)) | TENS | {0: "nul, nul nul", 1: "nul et"}
for _one in range(2, 10):
    NUMBERS[_one] = f"{ONES[_one]}, nul {ONES[_one]}"
for _ten, _name in TENS.items():
    NUMBERS |= {_ten + one: f"{'en' if one == 1 else ONES[one]}og{_name}" for one in range(1, 10)}

NTH = dict(enumerate(ORDINALS, start=1)) | {30: "tredivte", 31: "enogtredivte"}
NTH |= {20 + one: f"{'en' if one == 1 else ONES[one]}ogtyvende" for one in range(1, 10)}
NTH[2] = "anden, andet"
NTH[3] = "tredje, tredie"

DANISH = lexicon(
    {
        "W": {i: ", ".join([day, *SHORT[i].split()]) for i, day in enumerate(DAYS)},
        "P": {i: f"{day}e, {day}ene, om {day}en, om {day}ene" for i, day in enumerate(DAYS)},
        # Known, and never to be taken for the day itself.
        "?": {0: ", ".join(f"{day}s, {day}en, i {day}en" for day in DAYS) + ", fridag, fridage"},
        "Y": {0: ", ".join(f"i {day}s" for day in DAYS) + ", i går, igår, i forgårs, i morges, i nats, forrige"},
        "M": {i: f"{name}, {name[:3]}" if name != "juli" else name for i, name in enumerate(MONTHS, start=1)}
        | {9: "september, sep, sept", 10: "oktober, okt", 3: "marts, mar", 6: "juni, jun"},
        # Days with a name, as month and day.
        "C": {
            101: "nytår, nytårsdag",
            605: "grundlovsdag",
            623: "sankthans, sankt hans, sankthansaften, sankt hans aften",
            1223: "lillejuleaften, lille juleaften",
            1224: "jul, juleaften, juleaftensdag",
            1225: "juledag, første juledag",
            1226: "anden juledag",
            1231: "nytårsaften, nytårsaftensdag",
        },
        "w": NUMBERS,
        "1": {1: "et, ét, een"},
        "g": {1: "en, én"},
        "o": NTH,
        "5": {90: "halvanden, halvandet, en og en halv", 150: "to og en halv, halvtredje"},
        "h": {-30: "halv, halvt"},
        "k": {15: "kvart, kvarter, et kvarter, et kvart"},
        "u": {1: "over"},
        "i": {0: "i"},
        "I": {0: "om"},
        "m": {1: "minut, minutter, min"},
        "H": {60: "time, timer"},
        "d": {1: "dag, dage"},
        "U": {7: "uge, uger, uges"},
        "O": {1: "måned, måneder"},
        "R": {
            0: "i dag, idag, dags dato",
            1: "i morgen, imorgen, imorn, i morn, i mårn, imårn, i mrg",
            2: "i overmorgen, iovermorgen, overmorgen",
        },
        "T": {
            1: "i formiddag, her i formiddag",
            2: "i eftermiddag, her i eftermiddag",
            3: "i aften, til aften, iaften, her til aften, her i aften",
            4: "i nat",
        },
        "A": {
            0: "morgen, morgenen, om morgenen, tidlig, tidligt, fra morgenstunden",
            1: "formiddag, formiddagen, om formiddagen, fm",
            2: "eftermiddag, eftermiddagen, om eftermiddagen, eftm",
            3: "aften, aftenen, om aftenen",
            4: "nat, natten, om natten",
        },
        "B": {1: "hverdage, på hverdage, hverdagene, alle hverdage, hver hverdag", 2: "hver dag, dagligt, alle dage"},
        "V": {0: "weekend, weekenden"},
        "a": {1: "am", 2: "pm"},
        "N": {12: "middag, middagstid"},
        "Z": {0: "midnat"},
        "e": {1: "hver, hvert"},
        "E": {2: "hveranden, hverandet"},
        "K": {1: "ugentligt, ugentlig, en gang om ugen, én gang om ugen"},
        "L": {1: "månedligt, månedlig, en gang om måneden, én gang om måneden, i måneden, om måneden"},
        "j": {1: "næste, naste, neste"},
        "y": {0: "denne"},
        "s": {-1: "sidste"},
        "|": {0: "eller"},
        "&": {0: "og, samt"},
        "t": {0: "til"},
        "F": {0: "fra, fra og med, med start, startende, begyndende"},
        "(": {0: "for"},
        "J": {0: "siden"},
        "@": {0: "kl, klokken, klokke, klok, ved"},
        "~": {0: "ca, cirka, omkring, sådan omkring"},
        "p": {0: "på, nu på, her på, kommende, den kommende, førstkommende, næstkommende, nu her på"},
        "z": {0: "d, den, dn"},
        "S": {0: "tiden"},
        "X": {0: "h"},
        "_": {
            0: "skal vi sige, skal vi tage, skal vi ses, skal vi mødes, hvad med, hvad siger du til, vi ses, ses"
            ", vi mødes, mødes, lad os sige, lad os tage, lad os mødes, tak, ja, ok, okay, hej, gerne, meget gerne"
            ", så, jeg kan, vi kan, kan vi, kan vi sige, kan du, passer, det passer, passer det, passer mig"
            ", passer mig fint, passer fint, fint, super, vi siger, måske, venligst, et møde, møde, helst"
            ", mit forslag er, forslag"
        },
    },
    forgiven=[*DAYS, *(month for month in MONTHS if len(month) > 5)],
)
