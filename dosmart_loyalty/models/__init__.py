from . import value
from . import portfolio
