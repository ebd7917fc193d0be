# The offers extend models of the sheet, which therefore comes first.
# isort: skip_file
from . import condition_mixin
from . import sheet
from . import offer
from . import folder
from . import process
