"""The classes that clients fall into. "none" is a value too: there is not enough data."""

NONE = ("none", "Not Enough Data")

ABC = [("a", "A"), ("b", "B"), ("c", "C"), NONE]
XYZ = [("x", "X"), ("y", "Y"), ("z", "Z"), NONE]
LIFE_CYCLES = [
    ("potential", "Potential"),
    ("new", "New"),
    ("permanent", "Permanent"),
    ("restored", "Restored"),
    ("lost", "Lost"),
]
HABITS = [
    ("frequent", "Frequent"),
    ("habitual", "Habitual"),
    ("occasional", "Occasional"),
    NONE,
]
STAGES = [
    ("attraction", "Attraction"),
    ("primary", "Primary Sale"),
    ("repeat", "Repeat in the Line"),
    ("new_line", "First Sale in a New Line"),
    ("new_line_repeat", "Repeat in the New Line"),
    ("ended", "Ended"),
]
# What clients say of us: the last result of their surveys, see dosmart_crm.
SATISFACTIONS = [
    ("pleased", "Pleased"),
    ("fragile", "Fragile"),
    ("dissatisfied", "Dissatisfied"),
    NONE,
]
