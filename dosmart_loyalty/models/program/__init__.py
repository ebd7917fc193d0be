# The link comes first, then what programs make of it.
# isort: skip_file
from . import value_rule
from . import contact_program
from . import win_back
from . import contact_gift
