# What others extend comes first; the offers extend models of the sheet.
# isort: skip_file
from . import card_hint
from . import condition_mixin
from . import sheet
from . import offer
from . import folder
from . import process
from . import complaint
from . import program
from .complaint import exclusion_rule  # of the programs
from . import satisfaction
