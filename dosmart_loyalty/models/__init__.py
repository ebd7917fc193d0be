from . import value
from . import portfolio
from . import program
